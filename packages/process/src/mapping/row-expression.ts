import { compileExpression, ExpressionFailure } from '../expression/compile-expression.ts'
import { MappingError } from './mapping-error.ts'
import type { Frames } from './row-path.ts'

/** Compiles an expression over the record of a row. `field` names the column in errors. */
export function compileRowExpression(expression: string, field: string): (frames: Frames) => Promise<unknown> {
  const evaluate = compileExpression(expression)
  return async (frames) => {
    try {
      return await evaluate(frames.at(-1), { record: frames[0], parent: frames.at(-2) })
    } catch (error) {
      if (!(error instanceof ExpressionFailure)) throw error
      throw new MappingError('EXPRESSION_FAILED', field, error.message, { cause: error })
    }
  }
}

/** Compiles the condition of a table. A row is wanted where it gives true. */
export function compileCondition(expression: string, field: string): (frames: Frames) => Promise<boolean> {
  const evaluate = compileRowExpression(expression, field)
  return async (frames) => (await evaluate(frames)) === true
}
