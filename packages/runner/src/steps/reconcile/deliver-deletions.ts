import type { RunContext } from '../../run/run-context.ts'
import type { LedgerEntry, ReadPosition } from '../../state/run-record.ts'

/** Everything was read: what is left does not depend on where. */
export const afterReading: ReadPosition = { pass: 1, checkpoint: undefined }

/** Tells the destination that records are gone, as a batch like others: kept, written, committed, kept as delivered. */
export async function deliverDeletions(entries: readonly LedgerEntry[], context: RunContext): Promise<void> {
  const { state, destination, run, clock, onStep } = context
  const openedAtMs = clock.now()
  const first = await state.nextSequence(openedAtMs, entries.length)
  const id = `${run.id}-${context.nextBatchNumber()}`
  const counts = { deleted: entries.length }
  const deletedAt = new Date(openedAtMs).toISOString()
  const outcome = {
    records: entries.map((entry, place) => ({ id: entry.id, hash: '', sequence: first + place })),
    state: 'deleted',
    unchanged: [],
    failures: [],
    counts,
    position: afterReading,
  } as const
  await state.openBatch({ id, run: run.id, openedAtMs, outcome })
  await onStep?.('batch-opened')
  const records = entries.map((entry, place) => ({
    id: numberOf(entry.id),
    // The same for one deletion, however often it is sent, and another one if the record comes back and goes again.
    version: `deleted-${entry.sequence}`,
    sequence: first + place,
    deletedAt,
  }))
  await destination.write({ id, openedAtMs, records })
  await onStep?.('batch-written')
  await state.confirmHeld()
  const objects = await destination.commit(id)
  await onStep?.('batch-committed')
  await state.batchDelivered(run.id, id, objects, context.takeRequests())
  context.counted(counts)
  await onStep?.('batch-kept')
}

/** Ids are numbers in Coupa, and texts in the ledger. */
function numberOf(id: string): number | string {
  const number = Number(id)
  return Number.isSafeInteger(number) && String(number) === id ? number : id
}
