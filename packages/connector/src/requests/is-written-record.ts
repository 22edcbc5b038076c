import { hasMembers } from '../format/is-record.ts'
import type { SendableValue } from '../format/sendable-value.ts'

/** Whether a value that is to be written is a record: neither a list nor a plain value, of which a date is one. */
export function isWrittenRecord(value: unknown): value is { readonly [name: string]: SendableValue } {
  return hasMembers(value)
}
