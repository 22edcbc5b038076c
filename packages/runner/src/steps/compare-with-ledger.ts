import type { ProcessState } from '../state/process-state.ts'
import type { ReadBatch, ReadRecord } from './batch-in-hand.ts'

/** What a comparison comes to. */
export interface Compared {
  /** To be delivered: new, or with another content than what was delivered. */
  readonly due: readonly ReadRecord[]
  /** Ids of records whose content was delivered before. */
  readonly unchanged: readonly string[]
  /** Records that a look for changes has nothing to do with. */
  readonly passedOver: number
}

/**
 * Still step 2: whose content was delivered before is not delivered again. A full refresh delivers everything. A look for
 * changes leaves alone what this process never delivered.
 */
export async function compareWithLedger(batch: ReadBatch, state: ProcessState): Promise<Compared> {
  if (batch.generation !== undefined) return { due: batch.records, unchanged: [], passedOver: 0 }
  const entries = await state.entries(batch.records.map(({ id }) => id))
  const due: ReadRecord[] = []
  const unchanged: string[] = []
  let passedOver = 0
  for (const record of batch.records) {
    const entry = entries.get(record.id)
    if (entry?.hash === record.hash) unchanged.push(record.id)
    else if (batch.isWatch && entry === undefined) passedOver++
    else due.push(record)
  }
  if (!batch.isWatch) return { due, unchanged, passedOver }
  return { due, unchanged: [], passedOver: passedOver + unchanged.length }
}
