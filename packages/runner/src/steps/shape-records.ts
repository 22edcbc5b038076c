import { type PayloadMaker, versionOf } from '@coupa-connector/process'
import type { RecordMapper } from '../run/run-options.ts'
import type { RecordFailure } from '../state/run-record.ts'
import type { ReadRecord, ShapedRecord } from './batch-in-hand.ts'
import { bytesBeyond } from './size/bytes-beyond.ts'

/**
 * Step 3: maps each record. What the mapping refuses, or makes too large, is set aside and does not hold up the others; what
 * `payloadOf` makes of such a record is kept with its failure.
 */
export async function shapeRecords(
  records: readonly ReadRecord[],
  mapper: RecordMapper,
  mostBytes: number,
  payloadOf?: PayloadMaker,
): Promise<{ readonly shaped: readonly ShapedRecord[]; readonly failures: readonly RecordFailure[] }> {
  const shaped: ShapedRecord[] = []
  const failures: RecordFailure[] = []
  for (const { id, record, hash, units } of records) {
    try {
      const mapping = mapper.map(record)
      const mapped = mapping instanceof Promise ? await mapping : mapping
      const isAsRead = mapped.document === record && mapped.rows === undefined
      const bytes = bytesBeyond(isAsRead ? record : mapped, mostBytes, isAsRead ? units : undefined)
      if (bytes === undefined) {
        shaped.push({ id: typeof record.id === 'number' ? record.id : id, version: versionOf(hash), hash, ...mapped })
      } else failures.push({ ...tooLarge(id, bytes, mostBytes), payload: payloadOf?.(record, mapped) })
    } catch (error) {
      failures.push({ ...toFailure(id, error), payload: payloadOf?.(record) })
    }
  }
  return { shaped, failures }
}

function tooLarge(id: string, bytes: number, mostBytes: number): RecordFailure {
  const count = (number: number): string => number.toLocaleString('en-US')
  return {
    id,
    stage: 'deliver',
    class: 'invalid',
    code: 'RECORD_TOO_LARGE',
    message: `The record has ${count(bytes)} bytes after the mapping, and limits.recordBytes allows ${count(mostBytes)}. Map fewer fields, or raise the limit.`,
  }
}

/** Errors of the mapping carry a code; others are faults of this program and end the run. */
function toFailure(id: string, error: unknown): RecordFailure {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error
  const field = 'field' in error && typeof error.field === 'string' ? error.field : undefined
  return { id, stage: 'shape', class: 'invalid', code: error.code, message: error.message, field }
}
