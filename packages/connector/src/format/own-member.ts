import type { CoupaValue } from './coupa-record.ts'

export type MutableRecord = Record<string, CoupaValue>

/** Sets a member of that name. Assigning to `__proto__` would change the record's prototype and lose the value. */
export function setOwn(record: MutableRecord, name: string, value: CoupaValue): void {
  if (name !== '__proto__') record[name] = value
  else Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true })
}
