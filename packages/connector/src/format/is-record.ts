import type { CoupaRecord } from './coupa-record.ts'

/** Whether a decoded value is a record: neither a list nor a plain value. */
export function isRecord(value: unknown): value is CoupaRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The records of a decoded list; none where the value is not a list. */
export function recordsIn(value: unknown): readonly CoupaRecord[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

/** Whether a value that somebody gave has members: it is neither a list nor a plain value, of which a date is one. */
export function hasMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && !((value as unknown) instanceof Date)
}
