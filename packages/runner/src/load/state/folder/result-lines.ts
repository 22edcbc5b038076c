import { type Fields, type Statements, text } from '../../../state/folder/statements.ts'
import { labelOfKey } from '../label-of-key.ts'
import type { LoadOutcome } from '../load-counters.ts'
import type { KnownRecord, OutcomeDetail, ResultLine } from '../load-state.ts'
import { editedLine } from './folder-edits.ts'

/** Lines of a result that are read at once. */
const linesAtOnce = 500

/** What became of the records of an input so far, in their order, and then of those that it does not have any more. */
export async function* resultLines({ all }: Pick<Statements, 'all'>, input: number): AsyncGenerator<ResultLine> {
  for (let after = 0; ; ) {
    const rows = all(
      `select row, label, outcome, detail, edited from input_row
       where input = ? and row > ? and outcome is not null order by row limit ?`,
      ...[input, after, linesAtOnce],
    )
    for (const row of rows) yield toLine(Number(row.row), row)
    after = Number(rows.at(-1)?.row)
    if (rows.length < linesAtOnce) break
  }
  for (let after = ''; ; ) {
    const rows = all(
      'select * from absent_row where input = ? and key > ? order by key limit ?',
      ...[input, after, linesAtOnce],
    )
    for (const row of rows) yield toLine(null, row)
    after = text(rows.at(-1)?.key)
    if (rows.length < linesAtOnce) return
  }
}

/** Gives a record that the input does not have a line of its own; answers with its label. */
export function addAbsentLine(
  { change }: Pick<Statements, 'change'>,
  input: number,
  { known: { key }, outcome, detail }: AbsentSettlement,
): string {
  const label = labelOfKey(key)
  change(
    'insert or replace into absent_row (input, key, label, outcome, detail) values (?, ?, ?, ?, ?)',
    ...[input, key, label, outcome, JSON.stringify(detail)],
  )
  return label
}

/** What became of a record that the input does not have. */
export interface AbsentSettlement {
  readonly known: KnownRecord
  readonly outcome: LoadOutcome
  readonly detail: OutcomeDetail
}

function toLine(row: number | null, { label, outcome, detail, edited }: Fields): ResultLine {
  return {
    row,
    key: text(label),
    outcome: text(outcome) as LoadOutcome,
    ...JSON.parse(text(detail)),
    ...editedLine(edited),
  }
}
