import { documentMessages } from '../coupa/monitoring/monitoring-message.ts'
import type { RunContext } from '../run/run-context.ts'
import type { Counters } from '../state/counters.ts'
import type { BatchOutcome, RecordState } from '../state/run-record.ts'
import type { ReadBatch, ShapedRecord } from './batch-in-hand.ts'
import { compareWithLedger } from './compare-with-ledger.ts'
import { markRecords } from './mark-records.ts'
import { shapeRecords } from './shape-records.ts'
import { withFiles } from './transfer-files.ts'
import { updatedAtOf } from './updated-at-of.ts'

/**
 * Steps 1 to 6 of a batch: what it is going to change is kept, it is written, committed, and kept as delivered. A run that is
 * killed in between finds the batch open, asks the destination, and goes on from there.
 */
export async function deliverBatch(batch: ReadBatch, context: RunContext): Promise<void> {
  const { state, destination, run, mapper, clock, onStep } = context
  const { due, unchanged, toMark, times, passedOver } = await compareWithLedger(batch, context)
  const id = `${run.id}-${context.comingBatchNumber()}`
  const { shaped, failures, withoutFiles } = await withFiles(id, await shapeRecords(due, mapper), context)
  const known = batch.knownUnchanged ?? 0
  const counts: Partial<Counters> = {
    read: batch.records.length - passedOver + known,
    unchanged: unchanged.length + known,
    delivered: shaped.length,
    refused: failures.length - withoutFiles,
    quarantined: withoutFiles,
    ...(isSettledLater(context) ? { waiting: shaped.length } : {}),
  }
  const succeeded = shaped.map((record) => ({ id: String(record.id) }))
  const outcome = {
    messages: await documentMessages(context, { succeeded, failures, isFinal: !isSettledLater(context) }),
    unchanged: toMark,
    times,
    failures,
    counts,
    position: batch.position,
    state: stateAfter(context),
  }
  if (shaped.length === 0) {
    await state.nothingDelivered(run.id, { ...outcome, records: [] }, context.takeRequests())
    context.counted(counts)
    return
  }
  const openedAtMs = clock.now()
  const first = await state.nextSequence(openedAtMs, shaped.length)
  const records = shaped.map((record, place) => ({ ...record, sequence: first + place }))
  const marksFirst = context.definition.acknowledge.mode === 'before-delivery'
  context.nextBatchNumber()
  await state.openBatch({ id, run: run.id, openedAtMs, outcome: { ...outcome, records: toLedger(records, batch) } })
  await onStep?.('batch-opened')
  if (marksFirst) await markRecords(records, context)
  await destination.write({ id, openedAtMs, generation: batch.generation, records: records.map(withoutHash) })
  await onStep?.('batch-written')
  const objects = await destination.commit(id)
  await onStep?.('batch-committed')
  await state.batchDelivered(run.id, id, objects, context.takeRequests())
  context.counted(counts)
  await onStep?.('batch-kept')
}

/** A full refresh keeps no ledger: each delivers everything. */
function toLedger(
  records: readonly (ShapedRecord & { readonly sequence: number })[],
  { generation, records: read }: ReadBatch,
): BatchOutcome['records'] {
  if (generation !== undefined) return []
  const times = new Map(read.map(({ id, record }) => [id, updatedAtOf(record)]))
  return records.map(({ id, hash, sequence }) => ({
    id: String(id),
    hash,
    sequence,
    updatedAt: times.get(String(id)),
  }))
}

function withoutHash<T extends { readonly hash: string }>({ hash: _, ...record }: T): Omit<T, 'hash'> {
  return record
}

function isSettledLater({ definition }: RunContext): boolean {
  return definition.acknowledge.mode !== 'none'
}

function stateAfter({ definition }: RunContext): RecordState {
  switch (definition.acknowledge.mode) {
    case 'none':
      return 'acknowledged'
    case 'after-commit':
    case 'before-delivery':
      return 'delivered'
  }
}
