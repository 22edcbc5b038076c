import { RequestProblem } from '../format/request-problem.ts'
import type { Values } from '../schema/value.ts'
import { columnName, failed, type LoadResult, loaded, rowsOfFile, uploadError } from './load-rows.ts'

/** What Coupa takes as flat files only, with the columns that identify a record: nothing shows these records. */
export const keysOfUnseen: Readonly<Record<string, readonly string[]>> = {
  AccountType: ['name'],
  ApprovalChain: ['approval-chain-name', 'approval-chain-type'],
  ExpenseImportUserMap: ['corp-card-integration-name', 'account-number'],
  TaxRate: ['country-code', 'tax-rate-type', 'percentage'],
}

/** Loads records that are kept by their keys alone: a key that is known is a change. */
export function loadUnseen(
  known: Set<string>,
  { sourceFor, key }: { readonly sourceFor: string; readonly key: readonly string[] },
  content: Buffer,
): LoadResult {
  const all = rowsOfFile(content)
  if (typeof all === 'string') return failed(all)
  const [header = [], ...rows] = all
  const columns = header.map(columnName)
  const missing = key.filter((name) => !columns.includes(name))
  if (missing.length > 0) return failed(`Missing columns: ${missing.join(', ')}`)
  const errors: Values[] = []
  let created = 0
  for (const [index, cells] of rows.entries()) {
    const values = key.map((name) => cells[columns.indexOf(name)] ?? '')
    const blank = key.find((_, place) => values[place] === '')
    if (blank !== undefined) {
      const words = blank.replaceAll('-', ' ')
      const problem = new RequestProblem(400, `${words[0]?.toUpperCase()}${words.slice(1)} can't be blank`, 'file')
      errors.push(uploadError(problem, { row: index + 2 }, columns, cells))
      continue
    }
    const name = JSON.stringify([sourceFor, ...values])
    if (!known.has(name)) created += 1
    known.add(name)
  }
  return loaded(created, rows.length - errors.length - created, rows.length, errors)
}
