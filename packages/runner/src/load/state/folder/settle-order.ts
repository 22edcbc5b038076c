import type { Statements } from '../../../state/folder/statements.ts'
import { text } from '../../../state/folder/statements.ts'
import { judgeCircle } from '../judge-order.ts'
import type { RowSettlement } from '../load-state.ts'

/**
 * Puts the records of an input in order: those that others name come before those that name them. Records that name each
 * other in a circle are refused.
 */
export function settleOrder(
  { all, change }: Statements,
  input: number,
  settle: (settlement: RowSettlement) => void,
): void {
  change(
    `update input_row set depth = 0 where input = ?1 and (parent_name is null or parent_name = own_name
       or parent_name not in (select own_name from input_row where input = ?1 and own_name is not null))`,
    input,
  )
  for (let depth = 0; ; depth++) {
    const placed = change(
      `update input_row set depth = ?2 + 1 where input = ?1 and depth is null and parent_name in
         (select own_name from input_row where input = ?1 and depth = ?2 and own_name is not null)`,
      ...[input, depth],
    )
    if (placed === 0) break
  }
  const circle = all('select row, parent_name from input_row where input = ? and depth is null', input)
  for (const { row, parent_name: parent } of circle) {
    settle(judgeCircle(Number(row), text(parent)))
  }
  change('update input_row set depth = 0 where input = ? and depth is null', input)
}
