import type { FieldDescription } from '@coupa-connector/catalog'
import type { OutputRecord } from './record-format.ts'

/** What the cells of a column hold. `text` cells keep decimals and times exactly as Coupa sent them. */
export type ColumnKind = 'integer' | 'boolean' | 'text' | 'json'

/** A column of a table file. */
export interface Column {
  /** The path of its field with dots: `supplier.name`. */
  readonly name: string
  readonly path: readonly string[]
  readonly kind: ColumnKind
}

/** The part of the catalog that columns are made from. */
export interface ColumnCatalog {
  readonly fields: readonly FieldDescription[]
  fieldsOfType(typeName: string): readonly FieldDescription[]
}

/**
 * The columns of a table, known before the first record arrives. `wanted` (dotted field paths) selects columns in that order;
 * otherwise all readable fields of the catalog become columns. A nested object that is wanted as a whole, or a list, is JSON in
 * one cell, so that nothing of a record is lost. A path into a list ends at the list for the same reason.
 */
export function tableColumns(catalog: ColumnCatalog, wanted: readonly string[] | undefined): readonly Column[] {
  if (!wanted) return catalog.fields.filter((field) => field.isReadable).map((field) => toColumn([field.name], field))
  const columns = new Map<string, Column>()
  for (const path of wanted) {
    const column = columnAt(catalog, path.split('.').map(wireName))
    columns.set(column.name, column)
  }
  return [...columns.values()]
}

/** The value of a record in a column. Undefined where the record does not reach that far. */
export function valueAt(record: OutputRecord, { path }: Column): unknown {
  let value: unknown = record
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as OutputRecord)[name]
  }
  return value
}

/** Collects the names at the top of records that no column takes. */
export function createLeftOut(columns: readonly Column[]): { note(record: OutputRecord): void; names: Set<string> } {
  const taken = new Set(columns.map(({ path }) => path[0]))
  const names = new Set<string>()
  return {
    names,
    note: (record) => {
      for (const name in record) if (!taken.has(name)) names.add(name)
    },
  }
}

function columnAt(catalog: ColumnCatalog, path: readonly string[]): Column {
  let fields = catalog.fields
  for (const [index, name] of path.entries()) {
    const field = fields.find((candidate) => candidate.name === name)
    const isLast = index === path.length - 1
    if (!field) break
    if (isLast || field.type === 'array') return toColumn(path.slice(0, index + 1), field)
    fields = (field.references ?? []).flatMap((reference) => catalog.fieldsOfType(reference))
  }
  return { name: path.join('.'), path, kind: 'text' }
}

function toColumn(path: readonly string[], field: FieldDescription): Column {
  return { name: path.join('.'), path, kind: columnKind(field) }
}

function columnKind({ type }: FieldDescription): ColumnKind {
  switch (type) {
    case 'integer':
    case 'boolean':
      return type
    case 'object':
    case 'array':
      return 'json'
    default:
      return 'text'
  }
}

/** People may write underscores; records have hyphens (F-085, F-086). */
function wireName(name: string): string {
  return name.trim().replaceAll('_', '-')
}
