import { documentMessages } from '../../coupa/monitoring/monitoring-message.ts'
import { withTrailingWork } from '../../run/trailing-work.ts'
import type { Counters } from '../../state/counters.ts'
import type { Settlement } from '../../state/process-state.ts'
import type { LedgerEntry, RecordFailure } from '../../state/run-record.ts'
import type { AcknowledgeContext } from './acknowledge-context.ts'
import { lookAgain } from './look-again.ts'
import { markRecords } from './mark-records.ts'
import { writeBack } from './write-back.ts'

/** Records a look: the most that Coupa serves at once (F-220). */
const lookSize = 50

/**
 * Steps 7 and 8 for everything that Coupa is to be told of: what this run delivered, what a run before it delivered that was
 * killed, and what the consumer accepted in the meantime. Nothing is delivered here. While Coupa is asked what became of some
 * marks, the next ones are on their way, so that the rate that it allows is used.
 */
export async function acknowledgeDelivered(
  context: AcknowledgeContext,
  { signal, through }: AcknowledgeOptions = {},
): Promise<void> {
  if (context.flag === undefined || context.definition.acknowledge.mode === 'none') return
  await withTrailingWork(async (looks) => {
    let after: string | undefined
    for (;;) {
      signal?.throwIfAborted()
      const entries = await context.state.unsettled({ after, limit: lookSize, through })
      if (entries.length > 0) {
        after = entries.at(-1)?.id
        const failures = await mark(entries, context)
        await looks.begin(async () => await lookAndSettle(entries, failures, context))
      } else {
        if (after === undefined) return
        // Those whose mark was not kept have another try.
        await looks.ended()
        after = undefined
      }
    }
  })
}

/** How far an acknowledgement goes. */
export interface AcknowledgeOptions {
  /** Ends it after the records in hand; the rest stays to be told. */
  readonly signal?: AbortSignal | undefined
  /** Leaves out deliveries with a higher sequence number: they are another acknowledgement's business. */
  readonly through?: number | undefined
}

/** Step 7. Answers with the failures of single records, by id. */
async function mark(
  entries: readonly LedgerEntry[],
  context: AcknowledgeContext,
): Promise<ReadonlyMap<string, RecordFailure>> {
  const { onStep, definition } = context
  // Marked before the delivery: only a mark that is not there is set again.
  const isMarked = ({ lostMarks }: LedgerEntry): boolean =>
    definition.acknowledge.mode === 'before-delivery' && lostMarks === 0
  const failures = await markRecords(
    entries.filter((entry) => !isMarked(entry)),
    context,
  )
  await onStep?.('batch-marked')
  return failures
}

/** Step 8, and what comes of it. */
async function lookAndSettle(
  entries: readonly LedgerEntry[],
  failures: ReadonlyMap<string, RecordFailure>,
  context: AcknowledgeContext,
): Promise<void> {
  const { state, run, onStep } = context
  const looked = await lookAgain(
    entries.filter(({ id }) => !failures.has(id)),
    context,
  )
  const settled = new Set(looked.filter(({ state: now }) => now === 'acknowledged').map(({ id }) => id))
  const notWritten = await writeBack(
    entries.filter(({ id }) => settled.has(id)),
    context,
  )
  const failed = [...failures.values()].map(
    (failure): Settlement => ({
      id: failure.id,
      state: 'mark-refused',
      failure,
    }),
  )
  const acknowledged = looked.map((settlement): Settlement => {
    const failure = notWritten.get(settlement.id)
    return failure === undefined ? settlement : { ...settlement, failure }
  })
  const settlements = [...acknowledged, ...failed]
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const counts = countsOf(settlements, byId, run?.id)
  const succeeded = settlements.filter(({ state: now, failure }) => now === 'acknowledged' && failure === undefined)
  const messages = await documentMessages(context, {
    succeeded: succeeded.map(({ id }) => ({ id, externalId: byId.get(id)?.answer?.values?.documentNumber })),
    failures: settlements.flatMap(({ failure }) => failure ?? []),
  })
  await state.settle(run?.id, settlements, { ...counts, ...context.takeRequests() }, messages)
  context.counted(counts)
  context.failed?.(settlements.filter(({ failure }) => failure !== undefined).length)
  await onStep?.('records-settled')
}

/** What settlements add to the counts of the run. What an earlier run delivered is counted apart. */
function countsOf(
  settlements: readonly Settlement[],
  entries: ReadonlyMap<string, LedgerEntry>,
  run: string | undefined,
): Partial<Counters> {
  const counts = { acknowledged: 0, acknowledgedEarlier: 0, changedMeanwhile: 0, waiting: 0, marksNotKept: 0 }
  for (const { id, state, lostMarks = 0 } of settlements) {
    const isOwn = run === undefined || entries.get(id)?.run === run
    if (state === 'acknowledged' && lostMarks > 0) counts.marksNotKept++
    if (state === 'acknowledged' && !isOwn) counts.acknowledgedEarlier++
    if (state === 'delivered' || state === 'mark-refused' || !isOwn) continue
    counts.waiting--
    if (state === 'acknowledged') counts.acknowledged++
    else counts.changedMeanwhile++
  }
  return counts
}
