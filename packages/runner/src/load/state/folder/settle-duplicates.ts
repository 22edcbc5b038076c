import { type Statements, text } from '../../../state/folder/statements.ts'
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
    const isSame = contents === 1
    const kept = isSame ? rows[0] : policy === 'last-wins' ? rows.at(-1) : undefined
    for (const row of rows) {
      if (row === kept) continue
      const others = rows.filter((other) => other !== row)
      settle(kept === undefined ? refused(row, others) : skipped(row, kept, isSame))
    }
  }
}

const namedRows = 5

function refused(row: number, others: readonly number[]): RowSettlement {
  const shown = others.slice(0, namedRows).join(', ')
  const more = others.length > namedRows ? ` and ${others.length - namedRows} more` : ''
  const rows = others.length === 1 ? `row ${shown} has` : `rows ${shown}${more} have`
  return {
    row,
    outcome: 'failed',
    detail: {
      class: 'invalid',
      code: 'DUPLICATE_IN_INPUT',
      message: `The ${rows} the same key and other values; nobody can say which of them is right.`,
    },
  }
}

function skipped(row: number, kept: number, isSame: boolean): RowSettlement {
  const message = isSame ? `Row ${kept} is the same.` : `Row ${kept} has the same key and comes later.`
  return { row, outcome: 'skipped', detail: { code: 'DUPLICATE_IN_INPUT', message } }
}
