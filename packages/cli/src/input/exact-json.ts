import { findJsonProblem, type JsonProblem, readJsonWithComments } from './json-problem.ts'

/** The text is not JSON. Lines and columns count from 1. */
export class MalformedJsonError extends Error {
  readonly line: number
  readonly column: number

  constructor(text: string, firstLine: number, { found, ...options }: ErrorOptions & { found?: JsonProblem } = {}) {
    const { offset, problem } = found ?? findJsonProblem(text) ?? { offset: 0, problem: 'not JSON' }
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
 * becomes the text that it was, since decimals travel to Coupa as strings. A name that an object has twice is refused: all of
 * its values but the last would be lost.
 */
export function parseExactJson(text: string, { firstLine = 1 }: { firstLine?: number } = {}): unknown {
  let members = 0
  try {
    const value: unknown = JSON.parse(
      text,
      function (this: unknown, _key: string, member: unknown, context?: { source?: string }) {
        if (!Array.isArray(this)) members++
        return keepExact(member, context)
      },
    )
    // The text itself has been handed over as the member of an object that is not its own.
    if (members - 1 === countNames(text)) return value
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new MalformedJsonError(text, firstLine, { cause: error })
  }
  const reading = readJsonWithComments(text)
  throw new MalformedJsonError(text, firstLine, 'problem' in reading ? { found: reading } : {})
}

/** How many members all objects of a JSON text are written with. A text of many megabytes is passed over quote by quote. */
function countNames(text: string): number {
  let names = 0
  let isInside = false
  for (const [found, colon] of text.matchAll(/\\.|"(\s*:)?/g)) {
    if (found.startsWith('\\')) continue
    if (isInside && colon !== undefined) names++
    isInside = !isInside
  }
  return names
}

function keepExact(value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value
  const { source } = context
  const isPlain = /^-?\d+(\.\d+)?$/.test(source)
  return !isPlain || String(value) === source || source === '-0' ? value : source
}
