import { RunError } from '../../report/run-error.ts'
import { checkLimits } from '../../run/check-limits.ts'
import type { RunContext } from '../../run/run-context.ts'
import { deliverBatch } from '../deliver-batch.ts'
import { fetchRecords, fetchSize } from '../fetch-records.ts'
import { afterReading, deliverDeletions } from './deliver-deletions.ts'
import { unseenPages } from './unseen-pages.ts'

/**
 * The second part of a reconciliation: what the ledger has and the reading did not find. Each is asked for by its id first.
 * One that is there does not meet the conditions of the process any more, and is delivered as it is now. The others are
 * gone, and are marked as deleted at the destination; if there are more of them than is plausible, somebody has to confirm
 * it.
 */
export async function settleAbsent(context: RunContext): Promise<void> {
  const { state, run, signal, onStep } = context
  for await (const entries of unseenPages(fetchSize, context)) {
    signal?.throwIfAborted()
    for await (const records of fetchRecords(entries, context.mapper.fields, context)) {
      await state.keepSeen(
        run.generation,
        records.map(({ id }) => id),
      )
      const rest = { generation: undefined, isWatch: false, deliversUnknown: true }
      if (records.length > 0) await deliverBatch({ ...rest, records, position: afterReading }, context)
    }
    await onStep?.('absent-looked-up')
    checkLimits(context)
  }
  await checkPlausible(context)
  for await (const entries of unseenPages(context.definition.limits.batch.records, context)) {
    signal?.throwIfAborted()
    await deliverDeletions(entries, context)
    checkLimits(context)
  }
}

/** An organization that answers with little has not lost as much: rights, filters or conditions may have changed. */
async function checkPlausible({ state, run, definition, acceptDeletions }: RunContext): Promise<void> {
  const { max, share } = definition.limits.deletions
  const { acknowledged, unseen } = await state.countUnseen(run.generation)
  if (unseen === 0 || acceptDeletions || (unseen <= max && unseen <= share * acknowledged)) return
  const percent = Math.round((unseen / acknowledged) * 1000) / 10
  throw new RunError(
    'NEEDS_CONFIRMATION',
    `${unseen} of ${acknowledged} delivered records (${percent} %) are not in Coupa any more. limits.deletions allows ${max} records and ${share * 100} %. None was marked as deleted.`,
    'Check that the connection may still read all of them. If they were deleted, run it with --accept-deletions.',
  )
}
