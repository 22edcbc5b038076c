import type { RowSettlement } from './load-state.ts'

/** Records of an input that have one key. */
export interface DuplicateRows {
  /** Their numbers, rising. */
  readonly rows: readonly number[]
  /** How many contents they have. */
  readonly contents: number
}

/** What becomes of records whose key is in an input more than once: of equal ones the first is loaded, of different ones none is, or the last. */
export function judgeDuplicates(
  { rows, contents }: DuplicateRows,
  policy: 'refuse' | 'last-wins',
): readonly RowSettlement[] {
  const isSame = contents === 1
  const kept = isSame ? rows[0] : policy === 'last-wins' ? rows.at(-1) : undefined
  return rows
    .filter((row) => row !== kept)
    .map((row) => {
      if (kept !== undefined) return skipped(row, kept, isSame)
      return refused(
        row,
        rows.filter((other) => other !== row),
      )
    })
}

/** A record that is below one which is below it. */
export function judgeCircle(row: number, parent: string): RowSettlement {
  const message = `It is below "${parent}", which is below it in turn.`
  return { row, outcome: 'failed', detail: { class: 'invalid', code: 'PARENT_CIRCLE', message } }
}

const namedRows = 5

function refused(row: number, others: readonly number[]): RowSettlement {
  const shown = others.slice(0, namedRows).join(', ')
  const more = others.length > namedRows ? ` and ${others.length - namedRows} more` : ''
  const rows = others.length === 1 ? `Row ${shown} has` : `Rows ${shown}${more} have`
  return {
    row,
    outcome: 'failed',
    detail: {
      class: 'invalid',
      code: 'DUPLICATE_IN_INPUT',
      message: `${rows} the same key and other values, and which of them is right cannot be told. Coupa ignores the case of letters in keys.`,
    },
  }
}

function skipped(row: number, kept: number, isSame: boolean): RowSettlement {
  const message = isSame ? `Row ${kept} is the same.` : `Row ${kept} has the same key and comes later.`
  return { row, outcome: 'skipped', detail: { code: 'DUPLICATE_IN_INPUT', message } }
}
