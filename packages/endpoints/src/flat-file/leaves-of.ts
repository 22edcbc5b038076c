import { isRecord, listSeparator } from './field-path.ts'
import type { FlatFileRowType } from './flat-file-object.ts'

/** A value of a record that cannot be written into a flat file. */
export class FlatFileValueError extends Error {
  /** Field in Coupa's names, below the row type: `payment-term.code`. */
  readonly field: string
  readonly rowType: string

  constructor(rowType: string, field: string, problem: string) {
    super(`${field} of ${rowType} ${problem}.`)
    this.name = 'FlatFileValueError'
    this.field = field
    this.rowType = rowType
  }
}

/** A record taken apart: the texts of its fields by their paths, and the lists of the row types below it. */
export interface RecordLeaves {
  readonly texts: ReadonlyMap<string, string>
  readonly lists: ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>
}

/**
 * Takes a record apart for its row. What is null or empty has no text. `lists` are the fields that hold rows below this one.
 * Throws `FlatFileValueError` for a value that no cell can hold.
 */
export function leavesOf(
  record: Readonly<Record<string, unknown>>,
  rowType: FlatFileRowType,
  lists: ReadonlySet<string>,
): RecordLeaves {
  const texts = new Map<string, string>()
  const found = new Map<string, readonly Readonly<Record<string, unknown>>[]>()
  const add = (path: string, value: unknown): void => {
    if (value === null || value === undefined || value === '') return
    if (Array.isArray(value)) addList(path, value)
    else if (isRecord(value)) for (const [name, member] of Object.entries(value)) add(`${path}.${name}`, member)
    else texts.set(path, String(value))
  }
  const addList = (path: string, items: readonly unknown[]): void => {
    if (items.length === 0) return
    if (!lists.has(path)) {
      for (const [column, text] of listTexts(path, items, rowType)) texts.set(column, text)
      return
    }
    const records = items.filter(isRecord)
    if (records.length < items.length) {
      throw new FlatFileValueError(rowType.name, path, 'has to be a list of records')
    }
    found.set(path, records)
  }
  for (const [name, value] of Object.entries(record)) add(name, value)
  return { texts, lists: found }
}

/** The cells of a list: one for each field of its items. */
function listTexts(path: string, items: readonly unknown[], rowType: FlatFileRowType): ReadonlyMap<string, string> {
  const columns = new Map<string, string[]>()
  for (const [name, text] of items.flatMap(itemTexts)) {
    const column = name === '' ? path : `${path}[].${name}`
    if (text.includes(listSeparator)) {
      throw new FlatFileValueError(
        rowType.name,
        column,
        `has the value "${text}", and a semicolon separates the values of a list`,
      )
    }
    columns.set(column, [...(columns.get(column) ?? []), text])
  }
  return new Map([...columns].map(([column, values]) => [column, values.join(listSeparator)]))
}

function itemTexts(item: unknown): readonly (readonly [string, string])[] {
  if (item === null || item === undefined || item === '') return []
  if (!isRecord(item)) return [['', typeof item === 'object' ? JSON.stringify(item) : String(item)]]
  return Object.entries(item).flatMap(([name, value]) =>
    itemTexts(value).map(([below, text]) => [below === '' ? name : `${name}.${below}`, text] as const),
  )
}
