import type { SendableValue } from '../format/sendable-value.ts'

/** Whether a value that is to be written is a record: neither a list nor a plain value, of which a date is one. */
export function isWrittenRecord(value: unknown): value is { readonly [name: string]: SendableValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
