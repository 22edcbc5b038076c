import { nameKey } from './name-key.ts'

/** Columns whose fields have no names of their own in Coupa's REST API: `Approval Chain Name` is `approval-chain-name`. */
export function namedAfterColumns(columns: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map((column) => [column, nameKey(column)]))
}
