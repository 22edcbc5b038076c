import type { CoupaRecord } from '@coupa-connector/connector'
import type { OperationResult } from '@coupa-connector/protocol'

export type JsonRecord = NonNullable<OperationResult['records']>[number]

/** The hub keeps results of up to 1 MiB. What is reported beside the records fits into the rest. */
export const maxRecordsBytes: number = 1024 * 1024 - 96 * 1024

/** Records up to a size. */
export interface BoundedRecords {
  readonly records: JsonRecord[]
  /** Whether the record found room. After one that did not, none does. */
  add(record: CoupaRecord): boolean
  readonly isFull: boolean
}

export function createBoundedRecords(maxBytes: number = maxRecordsBytes): BoundedRecords {
  const records: JsonRecord[] = []
  let bytes = 0
  let isFull = false
  return {
    records,
    get isFull() {
      return isFull
    },
    add: (record) => {
      const size = Buffer.byteLength(JSON.stringify(record)) + 1
      isFull ||= bytes + size > maxBytes
      if (isFull) return false
      bytes += size
      records.push({ ...record })
      return true
    },
  }
}
