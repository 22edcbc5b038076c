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
  const groups = all(
    `select count(distinct hash) as contents, json_group_array(row order by row) as rows from input_row
     where input = ? and key is not null and detail is null group by folded_key(key) having count(*) > 1 order by min(row)`,
    input,
  )
  for (const { contents, rows } of groups) {
    const duplicates = { rows: JSON.parse(text(rows)) as number[], contents: Number(contents) }
    for (const settlement of judgeDuplicates(duplicates, policy)) settle(settlement)
  }
}

/**
 * What keys are compared by. Coupa does not tell upper from lower case where it looks for records (F-200), so that two keys
 * which differ in nothing else find one record.
 */
export function foldedKey(key: string): string {
  return key.toLowerCase()
}
