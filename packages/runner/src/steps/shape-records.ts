import type { RecordMapper } from '../run/run-options.ts'
import type { RecordFailure } from '../state/run-record.ts'
import type { ReadRecord, ShapedRecord } from './batch-in-hand.ts'

/** Digits of a content hash that name a version. */
const versionDigits = 16

/** Step 3: maps each record. What the mapping refuses is set aside and does not hold up the others. */
export async function shapeRecords(
  records: readonly ReadRecord[],
  mapper: RecordMapper,
): Promise<{ readonly shaped: readonly ShapedRecord[]; readonly failures: readonly RecordFailure[] }> {
  const shaped: ShapedRecord[] = []
  const failures: RecordFailure[] = []
  for (const { id, record, hash } of records) {
    try {
      const mapping = mapper.map(record)
      const mapped = mapping instanceof Promise ? await mapping : mapping
      shaped.push({
        id: typeof record.id === 'number' ? record.id : id,
        version: hash.slice(0, versionDigits),
        hash,
        ...mapped,
      })
    } catch (error) {
      failures.push(toFailure(id, error))
    }
  }
  return { shaped, failures }
}

/** Errors of the mapping carry a code; others are faults of this program and end the run. */
function toFailure(id: string, error: unknown): RecordFailure {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error
  const field = 'field' in error && typeof error.field === 'string' ? error.field : undefined
  return { id, stage: 'shape', class: 'invalid', code: error.code, message: error.message, field }
}
