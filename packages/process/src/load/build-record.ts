import { parseTargetPath, type TargetPart } from './target-path.ts'

/**
 * Builds a record from values at paths. `undefined` leaves a field out; null empties it, and a record of which all fields are
 * null is null itself. A list of values at `content-groups[].name` becomes a list of records.
 */
export function buildRecord(values: Iterable<readonly [path: string, value: unknown]>): Record<string, unknown> {
  const record: Record<string, unknown> = {}
  for (const [path, value] of values) {
    if (value !== undefined) place(record, parseTargetPath(path), value)
  }
  for (const [name, value] of Object.entries(record)) {
    if (name !== 'custom-fields' && isAllNull(value)) record[name] = null
  }
  return record
}

function place(record: Record<string, unknown>, [first, ...below]: readonly TargetPart[], value: unknown): void {
  if (first === undefined) return
  const { name, isList } = first
  if (below.length === 0) {
    record[name] = value
    return
  }
  if (!isList) {
    place(memberRecord(record, name), below, value)
    return
  }
  const items = (Array.isArray(record[name]) ? record[name] : []) as Record<string, unknown>[]
  record[name] = items
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  for (const [index, item] of list.entries()) {
    items[index] ??= {}
    place(items[index], below, item)
  }
}

function memberRecord(record: Record<string, unknown>, name: string): Record<string, unknown> {
  const known = record[name]
  if (typeof known === 'object' && known !== null && !Array.isArray(known)) return known as Record<string, unknown>
  const made: Record<string, unknown> = {}
  record[name] = made
  return made
}

function isAllNull(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value === null
  const members = Object.values(value)
  return members.length > 0 && members.every(isAllNull)
}
