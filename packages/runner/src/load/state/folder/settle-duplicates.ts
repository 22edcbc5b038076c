import { type Statements, text } from '../../../state/folder/statements.ts'
import { judgeDuplicates } from '../judge-order.ts'
import type { RowSettlement } from '../load-state.ts'

/**
 * Settles records of an input whose key is in it more than once. Of equal ones the first is loaded. Of different ones none
 * is, or the last.
 */
export function settleDuplicates(
  { all }: Statements,
  input: number,
  policy: 'refuse' | 'last-wins',
  settle: (settlement: RowSettlement) => void,
): void {
  const keys = all(
    `select key, count(distinct hash) as contents from input_row
     where input = ? and key is not null and detail is null group by key having count(*) > 1`,
    input,
  )
  for (const { key, contents } of keys) {
    const rows = all(
      'select row from input_row where input = ? and key = ? and detail is null order by row',
      input,
      text(key),
    ).map(({ row }) => Number(row))
    for (const settlement of judgeDuplicates({ rows, contents: Number(contents) }, policy)) settle(settlement)
  }
}
