import type { ApiContext } from '../api/contract.ts'
import type { InputObject, InputValue } from '../format/input.ts'
import { RequestProblem } from '../format/request-problem.ts'
import type { RecordShape } from '../schema/schema.ts'
import { Reference, type Value, type Values } from '../schema/value.ts'
import type { RecordCollection, SandboxRecord } from '../store/record-store.ts'
import { parseCsv } from './csv.ts'
import { loaderColumn } from './loader-columns.ts'

/** What loading a file came to. */
export interface LoadResult {
  readonly status: 'Done' | 'Failed'
  readonly text: string
  readonly count: number
  readonly created: number
  readonly updated: number
  /** One for each row that was refused; see the type UploadError of the catalog. */
  readonly errors: readonly Values[]
}

/** Limits of flat files (F-462). */
const MAX_ROWS = 5000
const MAX_BYTES = 8 * 1024 * 1024

const segments = Array.from({ length: 20 }, (_, place) => `segment-${place + 1}`)

/** By which columns a row finds the record it changes, the first that has a value counting (F-463). */
const importKeys: Readonly<Record<string, readonly (readonly string[])[]>> = {
  suppliers: [['id'], ['number'], ['name']],
  users: [['id'], ['employee-number'], ['login']],
  lookup_values: [['external-ref-code'], ['external-ref-num'], ['name']],
  items: [['id'], ['item-number'], ['name']],
  invoices: [['id'], ['invoice-number', 'supplier']],
  budget_lines: [['id'], ['period', ...segments]],
}

/**
 * Loads a CSV file into a resource, row by row: a row whose key is known changes that record, another makes one, a refused one
 * leaves an error. Columns are fields of the resource; `supplier-number` stands for `number` of `supplier`.
 */
export function loadRows(context: ApiContext, resource: string, content: Buffer): LoadResult {
  const collection = context.store.collection(resource)
  if (!collection) return failed(`Nothing can be loaded into ${resource}`)
  const all = rowsOfFile(content)
  if (typeof all === 'string') return failed(all)
  const [header = [], ...rows] = all
  const columns = header.map((name) => loaderColumn(resource, columnName(name)))
  const unknown = columns.filter((column) => pathOf(collection.shape, column) === undefined)
  if (unknown.length > 0) return failed(`Unknown columns: ${unknown.join(', ')}`)
  let created = 0
  let updated = 0
  const errors: Values[] = []
  for (const [index, cells] of rows.entries()) {
    try {
      const input = inputOf(collection.shape, columns, cells)
      const known = findKnown(context, collection, input)
      if (known) context.writer.update(collection, known, input)
      else context.writer.create(collection, input)
      if (known) updated += 1
      else created += 1
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error
      errors.push(uploadError(error, { row: index + 2 }, columns, cells))
    }
  }
  return loaded(created, updated, rows.length, errors)
}

/** A file that is not loaded at all. */
export function failed(text: string): LoadResult {
  return { status: 'Failed', text, count: 0, created: 0, updated: 0, errors: [] }
}

/** What a file came to whose rows were looked at one by one. */
export function loaded(created: number, updated: number, rows: number, errors: readonly Values[]): LoadResult {
  const status = errors.length > 0 && created + updated === 0 ? 'Failed' : 'Done'
  const text = `${created} created, ${updated} updated, ${errors.length} with errors`
  return { status, text, count: rows, created, updated, errors }
}

/** Takes a file apart; a text says why it is refused as a whole. */
export function rowsOfFile(content: Buffer): readonly (readonly string[])[] | string {
  if (content.length > MAX_BYTES) return 'File is too large (maximum is 8 MB)'
  const rows = parseCsv(content.toString('utf8'))
  if (rows.length === 0) return 'File is empty'
  return rows.length > MAX_ROWS ? `File has too many rows (maximum is ${MAX_ROWS})` : rows
}

/** `Supplier Name*` is the column `supplier-name`. */
export function columnName(header: string): string {
  return header
    .replaceAll('*', '')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
}

/** The names that lead to the value of a column: a field, or a field of an association. */
export function pathOf(shape: RecordShape, column: string): readonly [string] | readonly [string, string] | undefined {
  const field = shape.field(column)
  if (field && field.type !== 'object' && field.type !== 'array') return [field.name]
  const parts = column.split('-')
  for (let size = parts.length - 1; size > 0; size -= 1) {
    const association = shape.field(parts.slice(0, size).join('-'))
    const member = parts.slice(size).join('-')
    if (association?.type === 'object' && (association.shape?.field(member) || member === 'id'))
      return [association.name, member]
  }
  return undefined
}

/** Empty cells leave a field alone. */
export function inputOf(shape: RecordShape, columns: readonly string[], cells: readonly string[]): InputObject {
  const input: Record<string, InputValue> = {}
  for (const [place, column] of columns.entries()) {
    const value = cells[place] ?? ''
    const [name, member] = pathOf(shape, column) ?? []
    if (value === '' || name === undefined) continue
    const held = input[name]
    if (member === undefined) input[name] = value
    else input[name] = { ...(typeof held === 'object' && !Array.isArray(held) ? held : {}), [member]: value }
  }
  return input
}

/** The record that a row changes; undefined where it makes one. */
export function findKnown(
  { store }: Pick<ApiContext, 'store'>,
  collection: RecordCollection,
  input: InputObject,
): SandboxRecord | undefined {
  const { resource } = collection
  const found = (importKeys[resource] ?? [['id'], ['code'], ['name']]).find(([first = '', second]) =>
    [first, ...(second === undefined || resource === 'budget_lines' ? [] : [second])].every(
      (name) => input[name] !== undefined,
    ),
  )
  if (found === undefined) return undefined
  const id = found[0] === 'id' ? Number(input.id) : undefined
  if (id !== undefined) return collection.get(id)
  for (const record of collection.iterate())
    if (found.every((name) => isSame(record.get(name), input[name], store))) return record
  return undefined
}

/** Associations are named by their keys. */
function isSame(value: Value, given: InputValue | undefined, store: ApiContext['store']): boolean {
  if (!(value instanceof Reference)) return String(value ?? '') === String(given ?? '')
  const record = store.resolve(value)
  if (record === undefined || typeof given !== 'object' || given === null) return false
  return Object.entries(given).every(([name, wanted]) => String(record.get(name)) === String(wanted))
}

/** What is said of a row that was refused. `row` is counted from 1 with the header rows. */
export function uploadError(
  problem: RequestProblem,
  { row, headerRows = 1 }: { readonly row: number; readonly headerRows?: number },
  columns: readonly string[],
  cells: readonly string[],
): Values {
  const [message = ''] = problem.messages
  const place = columns.findIndex((column) => message.toLowerCase().startsWith(column.replaceAll('-', ' ')))
  return {
    id: row - headerRows,
    row,
    headerRows,
    type: 'UploadRowError',
    'first-column': cells[0] ?? null,
    'field-errors': problem.messages.join('; '),
    'field-with-error': columns[place] ?? null,
    value: cells[place] ?? null,
  }
}
