import type { LoadMapper } from '@coupa-connector/process'
import { RunError } from '../../report/run-error.ts'
import { forEachAtOnce } from '../../run/for-each-at-once.ts'
import { checkLoadOrganization } from '../coupa/check-load-organization.ts'
import type { LoadContext } from '../load-context.ts'
import { recordsOf } from '../state/load-counters.ts'
import type { Intent, RowSettlement } from '../state/load-state.ts'
import { type PlannedRow, planRows } from './plan-rows.ts'
import { type PassSettler, runSecondPass } from './second-pass.ts'
import { writeRow } from './write-row.ts'

/** Records that are planned at once: their look-ups are on their way while those before them are written. */
const windowRows = 500
/** Writes that are on their way side by side: what 25 a second are at 600 ms each. */
const writesAtOnce = 16
/** Outcomes that are kept in one transaction. */
const outcomesAtOnce = 50
/** Records that have to be read before a share of failures says anything. */
const fewestForShare = 50
/** A request that a killed run sent may still be carried out for so long. */
const settleMs = 7000

/**
 * Gives each record of an input that waits its outcome, parents before those below them; answers whether all have one. A
 * limit leaves some for the next run.
 */
export async function loadRows(input: number, mapper: LoadMapper, context: LoadContext): Promise<boolean> {
  const settle = createSettler(input, context)
  const depths = await context.state.pendingDepths(input)
  if (depths.length > 0) await checkLoadOrganization(context)
  for (const depth of depths) {
    let coming = planWindow(input, depth, 0, mapper, context)
    for (;;) {
      const window = await coming
      const last = window.at(-1)
      if (last === undefined) break
      coming = planWindow(input, depth, last.row.row, mapper, context)
      // Its failure is met when its turn comes.
      coming.catch(() => {})
      await writeWindow(input, window, settle, context)
      checkLimits(context)
    }
  }
  await settle.end()
  // A limit leaves some for the next run, and those that name them with them.
  const isComplete = (await context.state.pendingDepths(input)).length === 0
  if (isComplete) await runSecondPass(input, mapper, settle, context)
  await settle.end()
  return isComplete
}

async function planWindow(
  input: number,
  depth: number,
  after: number,
  mapper: LoadMapper,
  context: LoadContext,
): Promise<readonly PlannedRow[]> {
  const limit = Math.min(windowRows, context.remaining())
  const rows = limit === 0 ? [] : await context.state.pendingRows(input, { depth, after, limit })
  context.take(rows.length)
  const lastSentAtMs = Math.max(0, ...rows.map(({ intent }) => intent?.sentAtMs ?? 0))
  const waitMs = lastSentAtMs + settleMs - context.clock.now()
  if (lastSentAtMs > 0 && waitMs > 0) await context.clock.sleep(Math.min(waitMs, settleMs), context.signal)
  return await planRows(rows, mapper, context)
}

async function writeWindow(
  input: number,
  window: readonly PlannedRow[],
  settle: PassSettler,
  context: LoadContext,
): Promise<void> {
  const { clock, state, signal, onStep } = context
  const sentAtMs = clock.now()
  const intents = window.flatMap(({ row: { row }, plan }): readonly (Intent & { readonly row: number })[] => {
    if (plan.kind === 'create') return [{ row, kind: 'create', sentAtMs }]
    if (plan.kind !== 'update') return []
    const { changed, isNew = false } = plan
    return [{ row, kind: isNew ? 'create' : 'update', sentAtMs, changed }]
  })
  // Without a key nobody can look up later whether a record arrived: each is written down just before it is sent.
  const isKeyless = window.some(({ row }) => row.key === undefined)
  if (!isKeyless && intents.length > 0) {
    await state.intend(input, intents)
    await onStep?.('rows-intended')
  }
  try {
    await forEachAtOnce(window, writesAtOnce, async (planned) => {
      signal?.throwIfAborted()
      const intent = isKeyless ? intents.find(({ row }) => row === planned.row.row) : undefined
      if (intent !== undefined) await state.intend(input, [{ ...intent, sentAtMs: clock.now() }])
      const { settlement, isGeneral } = await writeRow(planned, context)
      if (planned.plan.kind === 'create' || planned.plan.kind === 'update') await onStep?.('record-written')
      await settle.add(settlement, isGeneral)
    })
  } finally {
    await settle.flush()
  }
}

/**
 * Keeps outcomes some at a time, and ends the run when too many records fail. Failures that say nothing about their records
 * are held back until one succeeds: if the run ends because of them, these records wait for the next one. The last few are
 * outcomes like others.
 */
export function createSettler(input: number, context: LoadContext): PassSettler {
  const { state, run, onStep, definition } = context
  let outcomes: RowSettlement[] = []
  let general: RowSettlement[] = []

  async function flush(): Promise<void> {
    const kept = outcomes
    outcomes = []
    await state.settleRows(run.id, input, kept, context.takeRequests())
    for (const { outcome, before } of kept) {
      context.counted({ [outcome]: 1 })
      if (before !== undefined) context.counted({ [before]: -1 })
    }
    await onStep?.('rows-settled')
  }

  return {
    flush,
    end: async () => {
      if (general.length === 0) return
      outcomes.push(...general)
      general = []
      await flush()
    },
    add: async (settlement, isGeneral) => {
      if (isGeneral) {
        general.push(settlement)
        if (general.length >= definition.limits.errors.inARow) throw generalFault(general)
        return
      }
      outcomes.push(...general, settlement)
      general = []
      if (outcomes.length < outcomesAtOnce) return
      await flush()
      checkLimits(context)
    },
  }
}

function generalFault(failures: readonly RowSettlement[]): RunError {
  const message = failures.at(-1)?.detail.message ?? ''
  return new RunError(
    'NOTHING_GOES_THROUGH',
    `${failures.length} records in a row could not be sent, the last because of: ${message}`,
    'Correct the cause and start the run again: these records and all others that were not sent are still waiting.',
  )
}

/** Ends a run that goes wrong more often, or takes longer, than the process allows. */
export function checkLimits({ definition, clock, run, counters }: LoadContext): void {
  const { errors, runMinutes } = definition.limits
  const counts = counters()
  const records = recordsOf(counts)
  const { failed } = counts
  if (failed > errors.max || (records >= fewestForShare && failed > errors.share * records)) {
    throw new RunError(
      'TOO_MANY_ERRORS',
      `${failed} of ${records} records failed, which is more than the limits of the process allow.`,
      'Look at the failures, correct the cause, and load the input again; or raise limits.errors.',
    )
  }
  if (clock.now() - run.startedAtMs > runMinutes * 60_000) {
    throw new RunError(
      'RUN_TOO_LONG',
      `The run has taken longer than the ${runMinutes} minutes that limits.runMinutes allows.`,
      'Start it again: it goes on where it stopped. Raise limits.runMinutes if it needs longer every time.',
    )
  }
}
