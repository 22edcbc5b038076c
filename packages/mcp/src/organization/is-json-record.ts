import type { JsonRecord } from './organization.ts'

/** Whether a value of JSON is a record: neither a list nor a plain value. */
export function isJsonRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
