import { createHash } from 'node:crypto'
import type { CoupaRecord } from '../../format/coupa-record.ts'

/** What tells a record from others: its id, else a hash of all it holds. */
export function recordKey(record: CoupaRecord): string {
  const id = record.id
  if (typeof id === 'number' || typeof id === 'string') return `id ${id}`
  return createHash('sha256').update(JSON.stringify(record)).digest('base64url').slice(0, 22)
}

/** Whether a key names one record for good. Two records without ids may be equal, so their keys do not. */
export function isUniqueKey(key: string): boolean {
  return key.startsWith('id ')
}
