import { checkLimits } from '../../run/check-limits.ts'
import { planPasses } from '../../run/read-pass.ts'
import type { RunContext } from '../../run/run-context.ts'
import { readBatches } from '../read-batches.ts'
import { comparesContent, deliverDifferences } from './deliver-differences.ts'
import { settleAbsent } from './settle-absent.ts'

/**
 * A reconciliation: reads the ids and times of all records, compares them with the ledger and with what the destination
 * holds, and delivers what differs. What the ledger has and Coupa does not is marked as deleted at the destination. Nothing
 * is marked as exported.
 */
export async function reconcile(context: RunContext): Promise<void> {
  const { run, state, signal, limit, onStep } = context
  if (run.position.pass === 0) {
    const fields = comparesContent(context) ? context.mapper.fields : ['id', 'updated-at']
    const watermarks = { main: undefined, changes: undefined }
    const plan = { ...context, ...run, fields, watermarks }
    let position = run.position
    for (const [place, pass] of planPasses(plan).entries()) {
      for await (const batch of readBatches(pass, place, context)) {
        signal?.throwIfAborted()
        const ids = batch.records.map(({ id }) => id)
        await state.keepSeen(run.generation, ids)
        await onStep?.('ids-seen')
        await deliverDifferences(batch, position, context)
        position = batch.position
        checkLimits(context)
      }
    }
  }
  // Of a part of the records nobody can say what is missing.
  if (limit === undefined) await settleAbsent(context)
}
