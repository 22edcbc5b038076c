import { type AcknowledgeMode, hasContent } from '@coupa-connector/process'
import type { ExportedFlag } from '../coupa/exported-flag.ts'
import type { RunContext } from '../run/run-context.ts'
import type { BatchOutcome, LedgerEntry, RecordState } from '../state/run-record.ts'
import type { ReadBatch, ReadRecord } from './batch-in-hand.ts'
import { updatedAtOf } from './updated-at-of.ts'

/** What a comparison comes to. */
export interface Compared {
  /** To be delivered: new, or with another content than what was delivered. */
  readonly due: readonly ReadRecord[]
  /** Ids of records whose content was delivered before. */
  readonly unchanged: readonly string[]
  /** Those of them that are on the list although they were acknowledged, or need not wait any more: they are marked again. */
  readonly toMark: readonly string[]
  /** The times of those that the ledger has with another one: a mark may have changed them. */
  readonly times: NonNullable<BatchOutcome['times']>
  /** Records that a look for changes has nothing to do with, or that are read again. */
  readonly passedOver: number
  /** In a back-fill: the sequences that the ledger had when the records were read. */
  readonly over?: ReadonlyMap<string, number> | undefined
}

/**
 * Still step 2: whose content was delivered before is not delivered again, unless the consumer refused it and somebody asks
 * for another try. A full refresh delivers everything. A look for changes leaves alone what this process never delivered,
 * unless the process asks for it.
 */
export async function compareWithLedger(batch: ReadBatch, context: ComparisonContext): Promise<Compared> {
  const { state, trigger, definition } = context
  if (batch.generation !== undefined) return { due: batch.records, unchanged: [], toMark: [], times: [], passedOver: 0 }
  const entries = await state.entries(batch.records.map(({ id }) => id))
  const due: ReadRecord[] = []
  const unchanged: string[] = []
  const toMark: string[] = []
  const times: (readonly [string, string])[] = []
  const over = sequencesBeforeReading(batch, entries, context)
  const records = batch.records.filter((record) => !isLeftForLater(record, entries.get(record.id), batch, context))
  let passedOver = batch.records.length - records.length
  for (const record of records) {
    const entry = entries.get(record.id)
    const isAnyway = definition.source.redeliver === true
    const isRetried = trigger === 'retry' && entry?.state === 'refused'
    if (entry === undefined && !batch.deliversUnknown) passedOver++
    else if (
      entry === undefined ||
      isAnyway ||
      isRetried ||
      batch.lost?.has(record.id) ||
      !isSame(record, entry.hash)
    ) {
      due.push(record)
    } else {
      unchanged.push(record.id)
      const updatedAt = updatedAtOf(record.record)
      if (updatedAt !== undefined && updatedAt !== entry.updatedAt) times.push([record.id, updatedAt])
      if (isToMark(record, entry, context)) toMark.push(record.id)
    }
  }
  if (!batch.isWatch) return { due, unchanged, toMark, times, passedOver, over }
  return { due, unchanged: [], toMark: [], times, passedOver: passedOver + unchanged.length }
}

type ComparisonContext = Pick<RunContext, 'state' | 'definition' | 'trigger' | 'flag' | 'run' | 'readsSince' | 'again'>

function sequencesBeforeReading(
  batch: ReadBatch,
  entries: ReadonlyMap<string, LedgerEntry>,
  { readsSince }: ComparisonContext,
): Compared['over'] {
  if (readsSince === undefined) return undefined
  return batch.over ?? new Map([...entries].map(([id, { sequence }]) => [id, sequence]))
}

/**
 * What a run delivered and still has to acknowledge is left to it by a back-fill that acknowledges nothing. What another run
 * delivered since a back-fill began may be newer than what the back-fill has read: it is read again.
 */
function isLeftForLater(
  record: ReadRecord,
  entry: LedgerEntry | undefined,
  batch: ReadBatch,
  { definition, readsSince, run, again }: ComparisonContext,
): boolean {
  if (entry === undefined) return false
  const marksNothing = definition.source.mode === 'back-fill' && definition.acknowledge.mode === 'none'
  if (marksNothing && entry.state !== 'acknowledged' && entry.state !== 'deleted') return true
  if (readsSince === undefined || batch.over !== undefined) return false
  if (entry.run === run.id || entry.sequence <= readsSince || isSame(record, entry.hash)) return false
  again.add(record.id)
  return true
}

function isToMark(record: ReadRecord, entry: LedgerEntry, { definition, trigger, flag }: ComparisonContext): boolean {
  if (flag === undefined || !marksAgain(entry.state, definition.acknowledge.mode)) return false
  // What was not written back is written by a retry, although the mark is there.
  const isWrittenAgain = trigger === 'retry' && entry.answer?.values !== undefined
  return isWrittenAgain || isUnmarked(record, entry, flag)
}

/** A record that is marked is not marked again: that would be a change, which the next run would find. */
function isUnmarked({ record }: ReadRecord, { state }: LedgerEntry, { isKept, isSet }: ExportedFlag): boolean {
  return state !== 'acknowledged' || (isKept && !isSet(record))
}

/** A definition that writes back other fields than before makes other hashes of the same content. */
function isSame({ record, hash }: ReadRecord, delivered: string): boolean {
  return hash === delivered || (namesOf(hash) !== namesOf(delivered) && hasContent(record, delivered))
}

function namesOf(hash: string): string | undefined {
  return hash.split(' ')[1]
}

/** What nobody answered yet is waited for only as long as the process waits for answers. */
function marksAgain(state: RecordState, mode: AcknowledgeMode): boolean {
  switch (state) {
    case 'acknowledged':
    case 'changed-meanwhile':
    case 'mark-refused':
    case 'deleted':
      return true
    case 'waiting':
      return mode !== 'after-answer'
    case 'delivered':
    case 'refused':
      return false
  }
}
