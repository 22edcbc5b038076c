import { checkLimits } from '../../run/check-limits.ts'
import { planPasses } from '../../run/read-pass.ts'
import type { RunContext } from '../../run/run-context.ts'
import { fetchRecords } from '../fetch-records.ts'
import { readBatches } from '../read-batches.ts'
import { comparedFields, deliverDifferences } from './deliver-differences.ts'
import { settleAbsent } from './settle-absent.ts'
import { unseenPages } from './unseen-pages.ts'

/**
 * A reconciliation: reads the ids and times of records, compares them with the ledger and with what the destination holds,
 * and delivers what differs. What the ledger has and Coupa does not is marked as deleted at the destination. Nothing is
 * marked as exported. `afterBatch` is called and waited for after each batch.
 */
export async function reconcile(context: RunContext, afterBatch: () => Promise<void>): Promise<void> {
  const { run, definition, limit } = context
  if (run.position.pass === 0) {
    if (definition.source.onlyDelivered) await compareDelivered(context, afterBatch)
    else await compareAll(context, afterBatch)
  }
  // Of a part of the records nobody can say what is missing.
  if (limit === undefined) await settleAbsent(context)
}

/** Reads all records that the process is about. */
async function compareAll(context: RunContext, afterBatch: () => Promise<void>): Promise<void> {
  const { run, state, signal, onStep } = context
  const watermarks = { main: undefined, changes: undefined }
  const plan = { ...context, ...run, fields: comparedFields(context), watermarks }
  let before = run.position
  for (const [place, pass] of planPasses(plan).entries()) {
    for await (const batch of readBatches(pass, place, context)) {
      signal?.throwIfAborted()
      await state.keepSeen(run.generation, idsOf(batch.records))
      await onStep?.('ids-seen')
      await deliverDifferences(batch, before, context)
      before = batch.position
      await afterBatch()
      checkLimits(context)
    }
  }
}

/** Asks for what was delivered, by its ids: a work list has delivered few of the records that its conditions find. */
async function compareDelivered(context: RunContext, afterBatch: () => Promise<void>): Promise<void> {
  const { run, state, definition, signal, onStep, limit = Number.POSITIVE_INFINITY } = context
  const { position } = run
  const rest = { position, generation: undefined, isWatch: false, deliversUnknown: false }
  let left = limit
  for await (const entries of unseenPages(definition.limits.batch.records, context)) {
    signal?.throwIfAborted()
    const records = []
    for await (const group of fetchRecords(entries.slice(0, left), comparedFields(context), context)) {
      records.push(...group)
    }
    await deliverDifferences({ ...rest, records }, position, context)
    // Kept afterwards: those that were kept are not looked at again when the run is continued.
    await state.keepSeen(run.generation, idsOf(records))
    await onStep?.('ids-seen')
    await afterBatch()
    checkLimits(context)
    left -= entries.length
    if (left <= 0) return
  }
}

function idsOf(records: readonly { readonly id: string }[]): readonly string[] {
  return records.map(({ id }) => id)
}
