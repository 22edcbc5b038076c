import { isJsonRecord } from '../organization/is-json-record.ts'
import type { JsonRecord } from '../organization/organization.ts'

/** What is asked for of a record, to compare it: members of associations by themselves, lists as a whole. */
export function pathsOf(record: JsonRecord): string[] {
  return Object.entries(record).flatMap(([name, value]) => {
    const wire = name.replaceAll('_', '-')
    if (wire === 'custom-fields' || !isJsonRecord(value) || Object.keys(value).length === 0) return [wire]
    return pathsOf(value).map((path) => `${wire}.${path}`)
  })
}

/** Fields of a record that differ from what it holds. */
export function differingFields(wanted: JsonRecord, current: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !isSame(value, memberOf(current, name))))
}

/** Items of a list that have ids are compared with those of the same ids: Coupa changes these, and leaves the others alone. */
function isSame(wanted: unknown, current: unknown): boolean {
  if (isJsonRecord(wanted)) {
    return (
      isJsonRecord(current) && Object.entries(wanted).every(([name, value]) => isSame(value, memberOf(current, name)))
    )
  }
  if (Array.isArray(wanted)) {
    if (!haveIds(wanted)) return JSON.stringify(wanted) === JSON.stringify(current)
    return wanted.every((item) => isSame(item, itemWithId(current, item.id)))
  }
  return (wanted ?? null) === (current ?? null) || (!isBlank(current) && String(wanted) === String(current))
}

/** What a record holds of that which would be written. */
export function heldOf(wanted: unknown, current: unknown): unknown {
  if (isJsonRecord(wanted) && isJsonRecord(current)) {
    return Object.fromEntries(
      Object.entries(wanted).map(([name, value]) => [name, heldOf(value, memberOf(current, name))]),
    )
  }
  if (Array.isArray(wanted) && haveIds(wanted)) {
    return wanted.flatMap((item) => {
      const held = itemWithId(current, item.id)
      return held === undefined ? [] : [heldOf(item, held)]
    })
  }
  return current ?? null
}

function haveIds(items: readonly unknown[]): items is readonly { readonly id: number }[] {
  return items.length > 0 && items.every((item) => isJsonRecord(item) && typeof item.id === 'number')
}

function itemWithId(items: unknown, id: number): JsonRecord | undefined {
  return Array.isArray(items) ? items.find((item: unknown) => isJsonRecord(item) && item.id === id) : undefined
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined
}

/** Coupa takes hyphens and underscores alike (F-086). */
export function memberOf(record: JsonRecord, name: string): unknown {
  return record[name] ?? record[name.replaceAll('_', '-')]
}
