import { exportedFlagOf } from '../coupa/exported-flag.ts'
import { forEachAtOnce } from '../run/for-each-at-once.ts'
import type { ProcessRunOptions } from '../run/run-options.ts'
import type { OpenBatch, RecordFailure } from '../state/run-record.ts'
import { createRecordFaults } from './acknowledge/record-faults.ts'
import { takeMarkBack } from './acknowledge/take-mark-back.ts'

/** Flags that are taken back at the same time. */
const unmarksAtOnce = 8

/**
 * What comes before a run: batches that a killed run left open. The destination says whether they were committed. If they
 * were, the ledger catches up and nothing is sent again. If not, or if the destination cannot say, what is left of them is
 * removed, and their records are read again. Answers with how many marks could not be taken back.
 */
export async function settleOpenBatches({
  state,
  destination,
  definition,
  connection,
}: ProcessRunOptions): Promise<number> {
  let notTakenBack = 0
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
    if (batch.outcome.isMarkedFirst) notTakenBack += await unmark(batch)
    await state.batchDropped(batch.run, batch.id)
  }
  return notTakenBack

  /** Marked before the delivery that did not happen: back onto the work list. What cannot be put there is set aside. */
  async function unmark({ run, outcome }: OpenBatch): Promise<number> {
    const resource = connection.resource<string>(definition.source.resource)
    const flag = exportedFlagOf(resource.description)
    const faults = createRecordFaults()
    const failures: RecordFailure[] = []
    await forEachAtOnce(outcome.records, unmarksAtOnce, async ({ id }) => {
      const failure = await takeMarkBack(id, { flag, resource }, faults)
      if (failure !== undefined && failure.class !== 'gone') failures.push(failure)
    })
    const settlements = failures.map((failure) => ({ id: failure.id, state: 'mark-refused', failure }) as const)
    if (settlements.length > 0) await state.settle(run, settlements, {})
    return settlements.length
  }
}
