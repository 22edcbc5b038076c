import { contentHash, writtenFields } from '@coupa-connector/process'
import type { ReadPass } from '../run/read-pass.ts'
import type { RunContext } from '../run/run-context.ts'
import type { ReadBatch, ReadRecord } from './batch-in-hand.ts'
import { jsonUnits } from './size/json-units.ts'

/**
 * Step 2: reads the records of a pass in batches. A batch ends at the first of its limits: records, bytes, seconds. It knows
 * where reading goes on after it, to the record. The last batch of a pass may be empty: it says that the pass is complete.
 */
export async function* readBatches(
  pass: ReadPass,
  place: number,
  { definition, resource, clock }: RunContext,
): AsyncGenerator<ReadBatch> {
  const { records: mostRecords, bytes: mostBytes, seconds } = definition.limits.batch
  const stream = resource.query(pass.query)
  const isHashed = pass.generation === undefined
  const written = writtenFields(definition)
  let records: ReadRecord[] = []
  let bytes = 0
  let openedAtMs = clock.monotonicMs()

  const take = (includingCurrent: boolean): ReadBatch => {
    const checkpoint = stream.checkpoint({ includingCurrent })
    const batch: ReadBatch = {
      records,
      position: { pass: place, checkpoint },
      generation: pass.generation,
      isWatch: pass.isWatch,
      deliversUnknown: pass.deliversUnknown,
    }
    records = []
    bytes = 0
    openedAtMs = clock.monotonicMs()
    return batch
  }

  for await (const record of stream) {
    const hash = isHashed ? contentHash(record, written) : ''
    const units = jsonUnits(record)
    records.push({ id: String(record.id), record, hash, units })
    bytes += units
    const isFull =
      records.length >= mostRecords || bytes >= mostBytes || clock.monotonicMs() - openedAtMs >= seconds * 1000
    if (isFull) yield take(true)
  }
  yield take(true)
}
