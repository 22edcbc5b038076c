import type { FieldChoice } from '../query/query-model.ts'

export type ApiRecord = Readonly<Record<string, unknown>>

/** A column of the table: a dotted path into the records. */
export interface Column {
  readonly path: string
  /** Whether all values are numbers, which stand at the right. */
  readonly isNumeric: boolean
}

/**
 * The columns of records. Picked fields appear in their order. Otherwise every top-level name with a value in one of the
 * records appears in the order of first occurrence, `id` first.
 */
export function columnsOf(records: readonly ApiRecord[], fields: FieldChoice): readonly Column[] {
  const paths = typeof fields === 'string' ? namesWithValues(records) : [...new Set(fields)]
  return paths.map((path) => ({ path, isNumeric: isNumericColumn(records, path) }))
}

/** The value at a dotted path. A path through lists gives the values of all items. Undefined where there is nothing. */
export function valueAt(record: unknown, path: string): unknown {
  return follow(record, path.split('.'))
}

/** A value in a few words, for a cell of the table. Empty for nothing. */
export function formatValue(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return formatList(value)
  if (typeof value === 'object') return formatRecord(value as ApiRecord)
  return String(value)
}

function follow(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path
  if (name === undefined) return value
  if (Array.isArray(value)) {
    const found = value.map((item) => follow(item, path)).filter((item) => item !== undefined && item !== null)
    return found.length === 0 ? undefined : found
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return follow((value as ApiRecord)[name], rest)
}

function namesWithValues(records: readonly ApiRecord[]): readonly string[] {
  const names = new Set<string>()
  for (const record of records) {
    for (const [name, value] of Object.entries(record)) if (!isEmpty(value)) names.add(name)
  }
  return names.delete('id') ? ['id', ...names] : [...names]
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** Decimals come as texts; identifiers with leading zeros are no numbers. */
function isNumericColumn(records: readonly ApiRecord[], path: string): boolean {
  const values = records.map((record) => valueAt(record, path)).filter((value) => !isEmpty(value))
  return values.length > 0 && values.every((value) => /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(String(value)))
}

/** The fields that name a record, the most telling first. */
const naming = ['name', 'fullname', 'invoice-number', 'po-number', 'number', 'code', 'login', 'email', 'description']

function formatRecord(record: ApiRecord): string {
  const nameOf = naming.find((name) => !isEmpty(record[name]) && typeof record[name] !== 'object')
  if (nameOf) return String(record[nameOf])
  if (!isEmpty(record.id)) return `#${String(record.id)}`
  const parts = Object.entries(record).filter(([, value]) => !isEmpty(value))
  return parts
    .slice(0, 3)
    .map(([name, value]) => `${name}: ${formatValue(value)}`)
    .join(', ')
}

function formatList(items: readonly unknown[]): string {
  const shown = items.slice(0, 3).map(formatValue).join(', ')
  return items.length > 3 ? `${shown} and ${items.length - 3} more` : shown
}
