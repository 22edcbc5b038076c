import type { Frames } from '../row-path.ts'
import { compileExpression } from './compile-expression.ts'

/** Compiles the condition of a table. A row is wanted where it gives true. */
export function compileCondition(expression: string, field: string): (frames: Frames) => Promise<boolean> {
  const evaluate = compileExpression(expression, field)
  return async (frames) => (await evaluate(frames)) === true
}
