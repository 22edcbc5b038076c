import { documentMessages } from '../coupa/monitoring/monitoring-message.ts'
import type { RunContext } from '../run/run-context.ts'
import type { Counters } from '../state/counters.ts'
import type { Settlement } from '../state/process-state.ts'
import type { LedgerEntry } from '../state/run-record.ts'
import { lookAgain } from './look-again.ts'
import { markRecords } from './mark-records.ts'

/** Records a look: the most that Coupa serves at once (F-220). */
const lookSize = 50

/**
 * Steps 7 and 8 for everything that is delivered and that Coupa was not told of, by this run or by one before it that was
 * killed. Nothing is delivered here.
 */
export async function acknowledgeDelivered(context: RunContext): Promise<void> {
  if (context.flag === undefined || context.definition.acknowledge.mode === 'none') return
  const { state } = context
  let after: string | undefined
  for (;;) {
    const entries = await state.unsettled({ after, limit: lookSize })
    if (entries.length === 0) {
      if (after === undefined) return
      // Those whose mark was not kept have another try.
      after = undefined
      continue
    }
    after = entries.at(-1)?.id
    await acknowledge(entries, context)
  }
}

async function acknowledge(entries: readonly LedgerEntry[], context: RunContext): Promise<void> {
  const { state, run, onStep } = context
  const failures = await markRecords(entries, context)
  await onStep?.('batch-marked')
  const looked = await lookAgain(
    entries.filter(({ id }) => !failures.has(id)),
    context,
  )
  const failed = [...failures.values()].map(
    (failure): Settlement => ({
      id: failure.id,
      state: 'mark-refused',
      failure,
    }),
  )
  const settlements = [...looked, ...failed]
  const counts = countsOf(settlements, new Map(entries.map((entry) => [entry.id, entry])), run.id)
  const messages = await documentMessages(context, {
    succeeded: settlements.filter(({ state: now, failure }) => now === 'acknowledged' && failure === undefined),
    failures: settlements.flatMap(({ failure }) => failure ?? []),
  })
  await state.settle(run.id, settlements, { ...counts, ...context.takeRequests() }, messages)
  context.counted(counts)
  await onStep?.('records-settled')
}

/** What settlements add to the counts of the run. What an earlier run delivered is counted apart. */
function countsOf(
  settlements: readonly Settlement[],
  entries: ReadonlyMap<string, LedgerEntry>,
  run: string,
): Partial<Counters> {
  const counts = { acknowledged: 0, acknowledgedEarlier: 0, changedMeanwhile: 0, waiting: 0, marksNotKept: 0 }
  for (const { id, state, lostMarks = 0 } of settlements) {
    const isOwn = entries.get(id)?.run === run
    if (state === 'acknowledged' && lostMarks > 0) counts.marksNotKept++
    if (state === 'acknowledged' && !isOwn) counts.acknowledgedEarlier++
    if (state === 'delivered' || state === 'mark-refused' || !isOwn) continue
    counts.waiting--
    if (state === 'acknowledged') counts.acknowledged++
    else counts.changedMeanwhile++
  }
  return counts
}
