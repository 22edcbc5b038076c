import jsonata from 'jsonata'
import { MappingError } from '../mapping-error.ts'
import type { Frames } from '../row-path.ts'
import { decimalFunctions, decimalSum } from './decimal-functions.ts'
import { LinearRegExp } from './linear-reg-exp.ts'

/** What an expression may use up for one row. */
const bounds = { timeout: 100, stack: 200, sequence: 10_000 }
/** The longest text that an expression may pad. */
const longestPadding = 10_000

/**
 * Compiles a JSONata expression over the record of a row. `$record` is the whole record, `$parent` the one above the row's.
 * It is bounded in time and memory, its regular expressions take linear time, and nothing in it reaches outside.
 */
export function compileExpression(expression: string, field: string): (frames: Frames) => Promise<unknown> {
  const compiled = parseExpression(expression)
  return async (frames) => {
    try {
      return await compiled.evaluate(frames.at(-1), { record: frames[0], parent: frames.at(-2) })
    } catch (error) {
      throw new MappingError('EXPRESSION_FAILED', field, messageOf(error), { cause: error })
    }
  }
}

/** Parses an expression and gives it our functions. Throws JSONata's own error, which has a `position`. */
export function parseExpression(expression: string): jsonata.Expression {
  // It stands in for RegExp where the language needs it: construction, exec and lastIndex.
  const RegexEngine = LinearRegExp as unknown as RegExpConstructor
  const compiled = jsonata(expression, { ...bounds, RegexEngine })
  for (const [name, work] of Object.entries(decimalFunctions)) compiled.registerFunction(name, work)
  compiled.registerFunction('decimalSum', decimalSum)
  compiled.registerFunction('eval', () => {
    throw new Error('$eval is not available in a mapping')
  })
  compiled.registerFunction('pad', (text: string | undefined, width: number, filler = ' ') => pad(text, width, filler))
  return compiled
}

function pad(text: string | undefined, width: number, filler: string): string | undefined {
  if (text === undefined) return undefined
  if (Math.abs(width) > longestPadding) throw new Error(`$pad makes at most ${longestPadding} characters`)
  return width < 0 ? text.padStart(-width, filler) : text.padEnd(width, filler)
}

/** JSONata throws objects with a message, not all of them errors. */
export function messageOf(error: unknown): string {
  const message: unknown = Object(error).message
  return typeof message === 'string' ? message : String(error)
}
