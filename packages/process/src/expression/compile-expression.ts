import { setImmediate } from 'node:timers/promises'
import jsonata from 'jsonata'
import { decimalFunctions, decimalSum } from './decimal-functions.ts'
import { LinearRegExp } from './linear-reg-exp.ts'

/** What an expression may use up for one row. */
const bounds = { timeout: 100, stack: 200, sequence: 10_000 }
/** What takes longer gives way to others afterwards. */
const longMs = 10
/** The longest text that an expression may pad. */
const longestPadding = 10_000

/** An expression that failed, or that took more than it may. */
export class ExpressionFailure extends Error {}

/** What an expression knows besides its record: `$record` is the whole record, `$parent` the one above. */
export interface ExpressionBindings {
  readonly record: unknown
  readonly parent: unknown
}

export type Evaluate = (input: unknown, bindings: ExpressionBindings) => Promise<unknown>

/**
 * Compiles a JSONata expression. It is bounded in time and memory, its regular expressions take linear time, and nothing in it
 * reaches outside. Evaluating it throws `ExpressionFailure`.
 */
export function compileExpression(expression: string): Evaluate {
  const compiled = parseExpression(expression)
  return async (input, bindings) => {
    const evaluate = async (): Promise<unknown> => {
      const begunMs = performance.now()
      try {
        return await compiled.evaluate(input, { ...bindings })
      } finally {
        // A record may have hundreds of expressions: whatever else this program does goes on between those that take long.
        if (performance.now() - begunMs > longMs) await setImmediate()
      }
    }
    try {
      // A pause of the whole program also counts as time: a record is not set aside for that.
      return await evaluate().catch((error: unknown) => (isTimeout(error) ? evaluate() : Promise.reject(error)))
    } catch (error) {
      throw new ExpressionFailure(messageOf(error), { cause: error })
    }
  }
}

/** JSONata's code for an evaluation that took too long. */
function isTimeout(error: unknown): boolean {
  return Object(error).code === 'D1012'
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
