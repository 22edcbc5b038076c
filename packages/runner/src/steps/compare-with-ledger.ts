import type { ExportedFlag } from '../coupa/exported-flag.ts'
import type { RunContext } from '../run/run-context.ts'
import type { BatchOutcome, LedgerEntry } from '../state/run-record.ts'
import type { ReadBatch, ReadRecord } from './batch-in-hand.ts'
import { updatedAtOf } from './updated-at-of.ts'

/** What a comparison comes to. */
export interface Compared {
  /** To be delivered: new, or with another content than what was delivered. */
  readonly due: readonly ReadRecord[]
  /** Ids of records whose content was delivered before. */
  readonly unchanged: readonly string[]
  /** Those of them whose flag is to be set again. */
  readonly toMark: readonly string[]
  /** The times of those that the ledger has with another one: a mark may have changed them. */
  readonly times: NonNullable<BatchOutcome['times']>
  /** Records that a look for changes has nothing to do with. */
  readonly passedOver: number
}

/**
 * Still step 2: whose content was delivered before is not delivered again. A full refresh delivers everything. A look for
 * changes leaves alone what this process never delivered, unless the process asks for it.
 */
export async function compareWithLedger(
  batch: ReadBatch,
  { state, flag }: Pick<RunContext, 'state' | 'flag'>,
): Promise<Compared> {
  if (batch.generation !== undefined) return { due: batch.records, unchanged: [], toMark: [], times: [], passedOver: 0 }
  const entries = await state.entries(batch.records.map(({ id }) => id))
  const due: ReadRecord[] = []
  const unchanged: string[] = []
  const toMark: string[] = []
  const times: (readonly [string, string])[] = []
  let passedOver = 0
  for (const record of batch.records) {
    const entry = entries.get(record.id)
    if (entry === undefined && !batch.deliversUnknown) passedOver++
    else if (entry?.hash !== record.hash || batch.lost?.has(record.id)) due.push(record)
    else {
      unchanged.push(record.id)
      const updatedAt = updatedAtOf(record.record)
      if (updatedAt !== undefined && updatedAt !== entry.updatedAt) times.push([record.id, updatedAt])
      if (flag !== undefined && isUnmarked(record, entry, flag)) toMark.push(record.id)
    }
  }
  if (!batch.isWatch) return { due, unchanged, toMark, times, passedOver }
  return { due, unchanged: [], toMark: [], times, passedOver: passedOver + unchanged.length }
}

/** A record that is marked is not marked again: that would be a change, which the next run would find. */
function isUnmarked({ record }: ReadRecord, { state }: LedgerEntry, { isKept, isSet }: ExportedFlag): boolean {
  return state !== 'acknowledged' || (isKept && !isSet(record))
}
