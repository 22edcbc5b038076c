import { csvText } from '../../csv/csv-text.ts'
import { type ApiRecord, type Column, valueAt } from './columns.ts'

/** Records as CSV, a column for each path. */
export function toCsv(records: readonly ApiRecord[], columns: readonly Pick<Column, 'path'>[]): string {
  return csvText(
    columns.map(({ path }) => path),
    records.map((record) => columns.map(({ path }) => valueAt(record, path))),
  )
}
