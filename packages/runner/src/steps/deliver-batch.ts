import type { CommittedObject } from '@coupa-connector/endpoints'
import type { RunContext } from '../run/run-context.ts'
import type { ReadBatch } from './batch-in-hand.ts'
import { compareWithLedger } from './compare-with-ledger.ts'
import { markBeforeDelivery } from './mark-before-delivery.ts'
import { type BatchToDeliver, marksFirst, type OpenedBatch, openBatch, outcomeOf } from './open-batch.ts'
import { setAsideRefused, withoutHash } from './set-aside-refused.ts'
import { shapeRecords } from './shape-records.ts'
import { withFiles } from './transfer-files.ts'

/**
 * Steps 1 to 6 of a batch: what it is going to change is kept, it is written, committed, and kept as delivered. A run that is
 * killed in between finds the batch open, asks the destination, and goes on from there. Answers with the highest sequence
 * number that it has given, or undefined if there was nothing to deliver.
 */
export async function deliverBatch(batch: ReadBatch, context: RunContext): Promise<number | undefined> {
  const { state, run, mapper, clock, definition, onStep } = context
  const { due, ...compared } = await compareWithLedger(batch, context)
  // Files are transferred under the id that the batch is going to have.
  const coming = `${run.id}-${context.comingBatchNumber()}`
  const mapped = await shapeRecords(due, mapper, definition.limits.recordBytes, context.payloadOf)
  const { shaped, failures } = await withFiles(coming, mapped, context)
  if (shaped.length === 0) {
    await keepWithoutDelivery({ ...compared, batch, records: [], failures }, context)
    return undefined
  }
  const first = await state.nextSequence(clock.now(), shaped.length)
  const records = shaped.map((record, place) => ({ ...record, sequence: first + place }))
  const opened = await openBatch({ ...compared, batch, records, failures }, context)
  await onStep?.('batch-opened')
  const ready = marksFirst(context) ? await markBeforeDelivery(opened, context) : opened
  const written = await writeAndCommit(ready, context)
  if (written === undefined) return undefined
  const { id, outcome, objects } = written
  const contested = await state.batchDelivered(run.id, id, objects, context.takeRequests())
  for (const record of contested) context.again.add(record)
  context.counted(outcome.counts)
  // They are counted when they are delivered for good.
  if (contested.length > 0) context.counted({ read: -contested.length, delivered: -contested.length })
  await onStep?.('batch-kept')
  return records.at(-1)?.sequence
}

/**
 * Steps 4 and 5. What the destination refuses is set aside, and the rest is written as another batch. Answers with the batch
 * that was committed, or undefined if nothing of it was left.
 */
async function writeAndCommit(
  ready: OpenedBatch,
  context: RunContext,
): Promise<(OpenedBatch & { readonly objects: readonly CommittedObject[] }) | undefined> {
  const { state, destination, run, onStep } = context
  for (let opened = ready; ; ) {
    const { id, openedAtMs, records, batch } = opened
    if (records.length === 0) {
      await state.batchDropped(run.id, id)
      await keepWithoutDelivery(opened, context)
      return undefined
    }
    try {
      await destination.write({ id, openedAtMs, generation: batch.generation, records: records.map(withoutHash) })
      await onStep?.('batch-written')
      await state.confirmHeld()
      const objects = await destination.commit(id)
      await onStep?.('batch-committed')
      return { ...opened, objects }
    } catch (error) {
      opened = await setAsideRefused(opened, error, context)
    }
  }
}

async function keepWithoutDelivery(given: BatchToDeliver, context: RunContext): Promise<void> {
  const outcome = await outcomeOf(given, context)
  await context.state.nothingDelivered(context.run.id, outcome, context.takeRequests())
  context.counted(outcome.counts)
}
