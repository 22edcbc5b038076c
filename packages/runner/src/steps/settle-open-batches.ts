import { exportedFlagOf } from '../coupa/exported-flag.ts'
import { forEachAtOnce } from '../run/for-each-at-once.ts'
import type { ProcessRunOptions } from '../run/run-options.ts'
import type { OpenBatch } from '../state/run-record.ts'
import { markFailure } from './mark-records.ts'

/** Flags that are taken back at the same time. */
const unmarksAtOnce = 8

/**
 * What comes before a run: batches that a killed run left open. The destination says whether they were committed. If they
 * were, the ledger catches up and nothing is sent again. If not, or if the destination cannot say, what is left of them is
 * removed, and their records are read again.
 */
export async function settleOpenBatches({
  state,
  destination,
  definition,
  connection,
}: ProcessRunOptions): Promise<void> {
  for (const batch of await state.openBatches()) {
    const objects = destination.canLookUp ? await destination.lookUp(batch.id) : undefined
    if (objects !== undefined) {
      await state.batchDelivered(batch.run, batch.id, objects, {})
      continue
    }
    await destination.discard(batch.id)
    // A program that was believed dead may have committed it until it was discarded.
    const late = destination.canLookUp ? await destination.lookUp(batch.id) : undefined
    if (late !== undefined) {
      await state.batchDelivered(batch.run, batch.id, late, {})
      continue
    }
    // The definition may acknowledge in another way by now.
    if (batch.outcome.isMarkedFirst) await unmark(batch)
    await state.batchDropped(batch.run, batch.id)
  }

  /** Marked before the delivery that did not happen: back onto the work list. What is gone needs no list. */
  async function unmark({ outcome }: OpenBatch): Promise<void> {
    const resource = connection.resource<string>(definition.source.resource)
    const flag = exportedFlagOf(resource.description)
    await forEachAtOnce(outcome.records, unmarksAtOnce, async ({ id }) => {
      try {
        await flag?.unset(resource, id, undefined)
      } catch (error) {
        if (markFailure(id, error).class !== 'gone') throw error
      }
    })
  }
}
