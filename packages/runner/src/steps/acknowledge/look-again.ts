import type { CoupaRecord } from '@coupa-connector/connector'
import { contentHash, hasContent, writtenFields } from '@coupa-connector/process'
import type { Settlement } from '../../state/process-state.ts'
import type { LedgerEntry } from '../../state/run-record.ts'
import type { AcknowledgeContext } from './acknowledge-context.ts'
import { createRecordFaults, type RecordFaults } from './record-faults.ts'
import { takeMarkBack } from './take-mark-back.ts'

/** Marks that may be lost before a person has to look: the mark of a record that Coupa does not keep. */
const mostLostMarks = 3

/**
 * Step 8: reads what was marked once more, 50 records a request. Equal content and a flag that is set: acknowledged. Another
 * content: it changed between the read and the mark, which hides the change; the mark is taken back, and the next run
 * delivers the new version. A flag that is not set: marked again next time, and set aside after the third.
 */
export async function lookAgain(
  entries: readonly LedgerEntry[],
  context: AcknowledgeContext,
): Promise<readonly Settlement[]> {
  const { flag, resource, mapper } = context
  if (flag === undefined || entries.length === 0) return []
  const found = new Map<string, CoupaRecord>()
  const ids = entries.map(({ id }) => Number(id))
  const query = { where: { id: { in: ids } }, fields: mapper.fields, limit: ids.length, reading: { concurrency: 1 } }
  for await (const record of resource.query(query)) found.set(String(record.id), record)
  const settlements: Settlement[] = []
  const faults = createRecordFaults()
  for (const entry of entries) settlements.push(await settle(entry, found.get(entry.id), context, faults))
  return settlements
}

async function settle(
  { id, hash, lostMarks }: LedgerEntry,
  record: CoupaRecord | undefined,
  context: AcknowledgeContext,
  faults: RecordFaults,
): Promise<Settlement> {
  const { flag, resource, definition } = context
  // A record that was deleted after its delivery has nothing left to acknowledge.
  if (record === undefined) return { id, state: 'acknowledged' }
  if (!hasContent(record, hash)) {
    const failure = await takeMarkBack(id, context, faults)
    return failure === undefined ? { id, state: 'changed-meanwhile' } : { id, state: 'mark-refused', failure }
  }
  const isSet = flag?.isSet(record) === true
  // Nothing depends on a mark that Coupa is not known to keep, so that it is not tried again.
  if (isSet || flag?.isKept === false) {
    const written = writtenFields(definition)
    // What is written back now must not be taken for a change later.
    const newHash = written.length === 0 ? undefined : contentHash(record, written)
    return { id, state: 'acknowledged', lostMarks: isSet ? 0 : 1, hash: newHash }
  }
  if (lostMarks + 1 < mostLostMarks) return { id, state: 'delivered', lostMarks: lostMarks + 1 }
  return {
    id,
    state: 'mark-refused',
    lostMarks: lostMarks + 1,
    failure: {
      id,
      stage: 'look',
      class: 'refused',
      code: 'MARK_NOT_KEPT',
      message: `Coupa accepted the mark of ${resource.description.name} ${id} ${mostLostMarks} times, and it is not set.`,
    },
  }
}
