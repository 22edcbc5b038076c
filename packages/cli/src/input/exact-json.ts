import { findJsonProblem } from './json-problem.ts'

/** The text is not JSON. Lines and columns count from 1. */
export class MalformedJsonError extends Error {
  readonly line: number
  readonly column: number

  constructor(text: string, firstLine: number, options?: ErrorOptions) {
    const { offset, problem } = findJsonProblem(text) ?? { offset: 0, problem: 'not JSON' }
    const before = text.slice(0, offset)
    const line = firstLine + before.split('\n').length - 1
    const column = offset - before.lastIndexOf('\n')
    super(`Not JSON at line ${line}, column ${column}: ${problem}.`, options)
    this.name = 'MalformedJsonError'
    this.line = line
    this.column = column
  }
}

/**
 * Parses JSON that was written for Coupa. A number that JavaScript could not write back unchanged (`1.10`, twenty digits)
 * becomes the text that it was, since decimals travel to Coupa as strings.
 */
export function parseExactJson(text: string, { firstLine = 1 }: { firstLine?: number } = {}): unknown {
  try {
    return JSON.parse(text, keepExact)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new MalformedJsonError(text, firstLine, { cause: error })
  }
}

function keepExact(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value
  const { source } = context
  const isPlain = /^-?\d+(\.\d+)?$/.test(source)
  return !isPlain || String(value) === source || source === '-0' ? value : source
}
