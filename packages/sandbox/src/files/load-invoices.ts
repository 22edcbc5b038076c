import type { ApiContext } from '../api/contract.ts'
import { collectionOf } from '../api/find-record.ts'
import type { InputObject } from '../format/input.ts'
import { RequestProblem } from '../format/request-problem.ts'
import type { RecordShape } from '../schema/schema.ts'
import type { Values } from '../schema/value.ts'
import {
  columnName,
  failed,
  findKnown,
  inputOf,
  type LoadResult,
  loaded,
  loadRows,
  pathOf,
  rowsOfFile,
  uploadError,
} from './load-rows.ts'
import { loaderColumn } from './loader-columns.ts'

/** Row types that the sandbox loads; rows of others are passed over. */
const header = 'Invoice'
const line = 'Invoice Line'

interface TypedRow {
  /** Counted from 1 with the header rows. */
  readonly row: number
  readonly cells: readonly string[]
}

/**
 * Loads invoices with their lines: a header row for each row type at the top, and the row type in the first column (F-464). A
 * line belongs to the invoice whose number it repeats. A file without row types has invoices only.
 */
export function loadInvoices(context: ApiContext, content: Buffer): LoadResult {
  const all = rowsOfFile(content)
  if (typeof all === 'string') return failed(all)
  if (all[0]?.[0] !== header) return loadRows(context, 'invoices', content)
  const invoices = collectionOf(context, 'invoices')
  const { columnsOf, rowsOf } = byType(all)
  const headerRows = columnsOf.size
  const columns = (columnsOf.get(header) ?? []).map((name) => loaderColumn('invoices', name))
  const lineShape = invoices.shape.field('invoice-lines')?.shape
  const errors: Values[] = []
  let [created, updated] = [0, 0]
  const rows = rowsOf.get(header) ?? []
  for (const { row, cells } of rows) {
    try {
      const input = inputOf(invoices.shape, columns, cells)
      const known = findKnown(context, invoices, input)
      if (known === undefined) {
        const lines = lineShape === undefined ? [] : linesOf(input, lineShape)
        context.writer.create(invoices, lines.length === 0 ? input : { ...input, 'invoice-lines': lines })
        created += 1
      } else {
        context.writer.update(invoices, known, input)
        updated += 1
      }
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error
      errors.push(uploadError(error, { row, headerRows }, ['type', ...columns], [header, ...cells]))
    }
  }
  return loaded(created, updated, rows.length, errors)

  function linesOf(invoice: InputObject, shape: RecordShape): readonly InputObject[] {
    const names = columnsOf.get(line) ?? []
    const number = names.indexOf('invoice-number')
    const own = names.map((name) => {
      const column = loaderColumn('invoice-lines', name)
      return pathOf(shape, column) === undefined || name === 'invoice-number' ? '' : column
    })
    return (rowsOf.get(line) ?? [])
      .filter(({ cells }) => cells[number] === String(invoice['invoice-number']))
      .map(({ cells }) => inputOf(shape, own, cells))
  }
}

/** The rows of each type, without the type, and the columns that its header row names. */
function byType(all: readonly (readonly string[])[]): {
  readonly columnsOf: ReadonlyMap<string, readonly string[]>
  readonly rowsOf: ReadonlyMap<string, readonly TypedRow[]>
} {
  const columnsOf = new Map<string, readonly string[]>()
  const rowsOf = new Map<string, TypedRow[]>()
  for (const [index, [type = '', ...cells]] of all.entries()) {
    if (!columnsOf.has(type)) columnsOf.set(type, cells.map(columnName))
    else rowsOf.set(type, [...(rowsOf.get(type) ?? []), { row: index + 1, cells }])
  }
  return { columnsOf, rowsOf }
}
