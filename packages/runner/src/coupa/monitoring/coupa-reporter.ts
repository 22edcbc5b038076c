import type { RunContext } from '../../run/run-context.ts'
import type { OutboxMessage } from '../../state/outbox.ts'
import type { ProcessState } from '../../state/process-state.ts'
import { createMonitoringClient } from './monitoring-client.ts'
import { type RunReport, runMessages, totalsOf } from './monitoring-message.ts'
import { MonitoringNotes, type MonitoringReport } from './monitoring-report.ts'
import { isFinal, NotSentError } from './not-sent-error.ts'
import { createOutboxSender, pageSize } from './outbox-sender.ts'
import { nothingToldYet } from './told.ts'
import { createToldInState } from './told-in-state.ts'

/** How long messages wait for others to fill their page. */
const longestWaitMs = 10_000
/** How long nothing is sent after a failure, and how much longer than the attempt took. */
const pauseMs = 30_000
const pausePerAttempt = 5
/** The goods go first: so much is sent between two batches, and the rest at the end. */
const mostBetweenBatches = 1000
/** How long a run waits for its monitoring: at its beginning, between two batches, at its end, and when it was cancelled. */
const longest = { beginMs: 30_000, betweenMs: 60_000, endMs: 600_000, cancelledMs: 20_000 } as const
/** Tries at the end of a run to find out what became of a request without an answer. */
const looksAtEnd = 3

/**
 * Keeps Coupa's own monitoring current: the run that people see there, its errors and history records. What is to be told is
 * in the outbox, together with the state that it speaks of; a reporter sends it. Nothing that goes wrong here ends or stops a
 * run: it becomes a note, and the next run sends what waits.
 */
export interface CoupaReporter {
  /** Sends what waits, between two batches. */
  send(): Promise<void>
  /**
   * Sends everything that waits, and then the end of the run. `isContinuedElsewhere`: the run is only let go, and another
   * program continues it.
   */
  end(report: RunReport, options: { readonly isContinuedElsewhere: boolean }): Promise<ReportedRun>
}

/** What a run that ends has reported. */
export interface ReportedRun {
  /** What its receipt says. */
  readonly report: MonitoringReport
  /** What has to go into the outbox together with the end of the run. */
  readonly messages: readonly OutboxMessage[]
}

type ReporterContext = Pick<
  RunContext,
  'definition' | 'connection' | 'state' | 'clock' | 'run' | 'signal' | 'onStep' | 'counters'
>

/**
 * The reporter of a run, which has created the run in Coupa; undefined where the process keeps nothing there. To an
 * organization that may be another one nothing is sent.
 */
export async function createCoupaReporter(
  context: ReporterContext,
  { isRightOrganization }: { readonly isRightOrganization: boolean },
): Promise<CoupaReporter | undefined> {
  if (context.definition.coupaMonitoring.level === 0) {
    await forgetMonitoring(context.state)
    return undefined
  }
  const reporter = createReporter(context)
  await (isRightOrganization ? reporter.begin() : reporter.beSilent())
  return reporter
}

/** A process that keeps nothing in Coupa any more does not send later what waited before. */
async function forgetMonitoring(state: ProcessState): Promise<void> {
  for (;;) {
    const { entries } = await state.outbox({ limit: 1000 })
    if (entries.length === 0) return
    await state.keepOutbox({ done: entries.map(({ number }) => number), told: nothingToldYet })
  }
}

interface StartableReporter extends CoupaReporter {
  /** Creates the run in Coupa, or continues the one that a killed program created. */
  begin(): Promise<void>
  beSilent(): Promise<void>
}

function createReporter(context: ReporterContext): StartableReporter {
  const { definition, connection, state, clock, run, signal } = context
  const { level, integration: wanted = '' } = definition.coupaMonitoring
  const notes = new MonitoringNotes()
  const told = createToldInState(state)
  let deadlineSignal: AbortSignal | undefined
  const client = createMonitoringClient(connection, () => deadlineSignal)
  const sender = createOutboxSender({ ...context, client, told, notes })
  let lastSentMs = clock.monotonicMs()
  let lastCountedMs = clock.monotonicMs()
  let pausedUntilMs = 0
  let failure: NotSentError | undefined

  /** Answers with what went wrong. What is no `NotSentError` is a failure of the state, and not of the reporting. */
  const attempt = async (
    longestMs: number,
    work: (untilMs: number) => Promise<void>,
  ): Promise<NotSentError | undefined> => {
    const startedMs = clock.monotonicMs()
    using deadline = deadlineAfter(longestMs, clock)
    deadlineSignal = deadline.signal
    if (failure !== undefined) notes.remove(failure.code)
    failure = undefined
    try {
      await work(startedMs + longestMs)
    } catch (error) {
      if (!(error instanceof NotSentError)) throw error
      failure = error
      notes.add(error)
      const tookMs = clock.monotonicMs() - startedMs
      const pauseEndsMs = clock.monotonicMs() + Math.max(pauseMs, pausePerAttempt * tookMs)
      pausedUntilMs = isFinal(error) ? Number.POSITIVE_INFINITY : pauseEndsMs
    }
    lastSentMs = clock.monotonicMs()
    return failure
  }

  const countSoFar = async (): Promise<void> => {
    if (clock.monotonicMs() - lastCountedMs < longestWaitMs) return
    lastCountedMs = clock.monotonicMs()
    await sender.sendTotals(totalsOf(context.counters()))
  }

  return {
    begin: async () => void (await attempt(longest.beginMs, async () => await sender.openRun())),
    beSilent: async () => {
      pausedUntilMs = Number.POSITIVE_INFINITY
      await told.of(run.id)
      const message = 'Nothing was reported, because it could not be checked whether the organization is the right one.'
      notes.add({ code: 'ORGANIZATION_NOT_CHECKED', message })
    },
    send: async () => {
      if (signal?.aborted || clock.monotonicMs() < pausedUntilMs) return
      const { waiting } = await state.outbox({ limit: 1 })
      if (waiting < pageSize && clock.monotonicMs() - lastSentMs < longestWaitMs) return
      await attempt(longest.betweenMs, async (untilMs) => {
        await sender.sendAll({ most: mostBetweenBatches, untilMs })
        await countSoFar()
      })
    },
    end: async (report, { isContinuedElsewhere }) => {
      const isCancelled = report.outcome === 'cancelled'
      const longestMs = isCancelled ? longest.cancelledMs : longest.endMs
      let isEndSent = false
      for (let look = 1; pausedUntilMs !== Number.POSITIVE_INFINITY; look++) {
        const stopped = await attempt(longestMs, async (untilMs) => {
          if (!(await sender.sendAll({ most: Number.POSITIVE_INFINITY, untilMs }))) return
          await sender.endOthers()
          if (isContinuedElsewhere) return
          await sender.sendEnd(report)
          isEndSent = true
        })
        if (stopped?.kind !== 'unknown' || look === looksAtEnd || isCancelled) break
        // Coupa may still be at work on it.
        await clock.sleep(look * 1000)
      }
      const isForAnotherOrganization = report.code === 'ORGANIZATION_CHANGED'
      const messages = isEndSent || isForAnotherOrganization ? [] : runMessages(report)
      const waiting = (await state.outbox({ limit: 1 })).waiting + messages.length
      return { report: reportOf(waiting), messages }
    },
  }

  function reportOf(waiting: number): MonitoringReport {
    const { coupaRun, counts } = told.lastOf(run.id)
    const { history, errors, resolved, dropped } = counts
    return {
      level,
      integration: sender.integration ?? wanted,
      coupaRun,
      status: waiting === 0 ? 'reported' : 'behind',
      ...{ waiting, history, errors, resolved, dropped },
      notes: notes.list(),
    }
  }
}

/** Ends requests after a time; without it a run would wait for a Coupa that does not answer. */
function deadlineAfter(
  durationMs: number,
  clock: ReporterContext['clock'],
): Disposable & { readonly signal: AbortSignal } {
  const deadline = new AbortController()
  const sleeping = new AbortController()
  clock.sleep(durationMs, sleeping.signal).then(
    () =>
      deadline.abort(new NotSentError('failed', 'TOO_SLOW', 'Coupa took too long to take what was to be reported.')),
    () => {},
  )
  return { signal: deadline.signal, [Symbol.dispose]: () => sleeping.abort() }
}
