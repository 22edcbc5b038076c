/** A record of an input by its columns. A record inside it is taken apart: `payment-term.code`. Lists stay whole. */
export type FlatRow = ReadonlyMap<string, unknown>

/** A column under one name, however it is written: `payment_term.code` is `payment-term.code`. */
export function columnKey(name: string): string {
  return name.trim().toLowerCase().replaceAll('_', '-')
}

/** Takes a record apart. Of two columns that are one after `columnKey`, the last that has a value counts. */
export function flatten(record: Readonly<Record<string, unknown>>): FlatRow {
  const row = new Map<string, unknown>()
  addMembers(row, '', record)
  return row
}

function addMembers(row: Map<string, unknown>, prefix: string, record: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(record)) {
    const column = `${prefix}${columnKey(name)}`
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
    if (isRecord) addMembers(row, `${column}.`, value as Readonly<Record<string, unknown>>)
    else row.set(column, value)
  }
}
