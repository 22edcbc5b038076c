import { documentMessages } from '../coupa/monitoring/monitoring-message.ts'
import type { RunContext } from '../run/run-context.ts'
import type { Counters } from '../state/counters.ts'
import type { BatchOutcome, ReadPosition, RecordFailure, RecordState } from '../state/run-record.ts'
import type { ReadBatch, ShapedRecord } from './batch-in-hand.ts'
import type { Compared } from './compare-with-ledger.ts'
import { boundPayloads } from './size/bound-payloads.ts'
import { updatedAtOf } from './updated-at-of.ts'

/** A record of a batch in its place among all deliveries. */
export type NumberedRecord = ShapedRecord & { readonly sequence: number }

/** What came of a batch that was read, before it is delivered. */
export interface BatchToDeliver extends Pick<Compared, 'unchanged' | 'toMark' | 'times' | 'passedOver' | 'over'> {
  readonly batch: ReadBatch
  readonly records: readonly NumberedRecord[]
  readonly failures: readonly RecordFailure[]
}

/** A batch whose intent is in the state. */
export interface OpenedBatch extends BatchToDeliver {
  readonly id: string
  readonly openedAtMs: number
  readonly outcome: BatchOutcome
}

/** Step 1: keeps what a batch is going to change, so that a run that is killed from now on can make up for it. */
export async function openBatch(given: BatchToDeliver, context: RunContext): Promise<OpenedBatch> {
  const { state, run, clock } = context
  const openedAtMs = clock.now()
  const id = `${run.id}-${context.nextBatchNumber()}`
  const outcome = await outcomeOf(given, context)
  await state.openBatch({ id, run: run.id, openedAtMs, outcome })
  return { ...given, id, openedAtMs, outcome }
}

/** What a batch changes in the state once it is delivered, or at once if there is nothing to deliver. */
export async function outcomeOf(given: BatchToDeliver, context: RunContext): Promise<BatchOutcome> {
  const { batch, records, toMark, times, failures } = given
  const succeeded = records.map(({ id }) => ({ id: String(id) }))
  const labels = labelsOf(given, context)
  const isFinal = context.definition.acknowledge.mode === 'none'
  return {
    records: toLedger(given, labels),
    messages: await documentMessages(context, { succeeded, failures, isFinal }),
    unchanged: toMark,
    times,
    failures: boundPayloads(failures).map((failure) => ({ ...failure, label: labels.get(failure.id) })),
    counts: countsOf(given, context),
    position: positionAfter(batch.position, context),
    state: stateAfter(context),
    isMarkedFirst: marksFirst(context),
  }
}

/** What people call the records that the state remembers. A full refresh keeps no ledger, so that these are its failures. */
function labelsOf(
  { batch: { generation, records }, failures }: BatchToDeliver,
  { labelOf }: RunContext,
): ReadonlyMap<string, string | undefined> {
  if (generation !== undefined && failures.length === 0) return new Map()
  return new Map(records.map(({ id, record }) => [id, labelOf(record)]))
}

/** With what a back-fill has to deliver again, so that it is not forgotten when the run is killed. */
function positionAfter(position: ReadPosition, { again }: RunContext): ReadPosition {
  const ids = [...new Set([...again, ...(position.again ?? [])])]
  return ids.length === 0 ? position : { ...position, again: ids }
}

/** A full refresh keeps no ledger: each delivers everything. */
function toLedger(
  { records, over, batch: { generation, records: read } }: BatchToDeliver,
  labels: ReadonlyMap<string, string | undefined>,
): BatchOutcome['records'] {
  if (generation !== undefined) return []
  const times = new Map(read.map(({ id, record }) => [id, updatedAtOf(record)]))
  return records.map(({ id, hash, sequence }) => ({
    id: String(id),
    hash,
    sequence,
    updatedAt: times.get(String(id)),
    label: labels.get(String(id)),
    ...(over === undefined ? {} : { over: over.get(String(id)) }),
  }))
}

/** Whether records are marked before they are delivered. */
export function marksFirst({ definition }: RunContext): boolean {
  return definition.acknowledge.mode === 'before-delivery'
}

function countsOf(
  { batch, records, unchanged, passedOver, failures }: BatchToDeliver,
  { definition }: RunContext,
): Partial<Counters> {
  const known = batch.knownUnchanged ?? 0
  const refused = failures.filter(({ stage }) => stage === 'shape').length
  return {
    read: batch.records.length - passedOver + known,
    unchanged: unchanged.length + known,
    delivered: records.length,
    refused,
    quarantined: failures.length - refused,
    ...(definition.acknowledge.mode === 'none' ? {} : { waiting: records.length }),
  }
}

function stateAfter({ definition }: RunContext): RecordState {
  switch (definition.acknowledge.mode) {
    case 'none':
      return 'acknowledged'
    case 'after-answer':
      return 'waiting'
    case 'after-commit':
    case 'before-delivery':
      return 'delivered'
  }
}
