import type { CoupaRecord } from './coupa-record.ts'

/** Whether a decoded value is a record: neither a list nor a plain value. */
export function isRecord(value: unknown): value is CoupaRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
