import { documentTypeOf } from '@coupa-connector/process'
import type { RunContext } from '../../run/run-context.ts'
import type { OutboxEntry } from '../../state/outbox.ts'
import type { ProcessState } from '../../state/process-state.ts'
import { findMonitoredIntegration } from './find-monitored-integration.ts'
import { createMonitoringClient, type Integration } from './monitoring-client.ts'
import { type RunReport, toDocumentEntry, totalsOf } from './monitoring-message.ts'
import { MonitoringNotes, type MonitoringReport } from './monitoring-report.ts'
import { isFinal, NotSentError } from './not-sent-error.ts'
import { openCoupaRun } from './open-coupa-run.ts'
import { nextPage, type OutboxPageInHand } from './outbox-page.ts'
import { mostTries, reportDocuments } from './report-documents.ts'
import { reportRunEnd } from './report-run.ts'
import { addTold, nothingToldYet } from './told.ts'
import { createToldInState } from './told-in-state.ts'

/** Documents that are looked up together: the most that Coupa serves at once (F-220). */
const pageSize = 50
/** How long messages wait for others to fill their page. */
const longestWaitMs = 10_000
/** How long nothing is sent after a failure, and how much longer than the attempt took. */
const pauseMs = 30_000
const pausePerAttempt = 5
/** The goods go first: so much is sent between two batches, and the rest at the end. */
const mostBetweenBatches = 1000
/** How long a run waits for its monitoring: at its beginning, between two batches, at its end, and when it was cancelled. */
const longest = { beginMs: 30_000, betweenMs: 60_000, endMs: 600_000, cancelledMs: 20_000 } as const
/** Messages about records that are older than this help nobody. */
const longestAgeMs = 7 * 24 * 60 * 60_000
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
  /** Sends everything that waits, after the run has ended; answers with what the receipt says. */
  end(run: { readonly isCancelled: boolean }): Promise<MonitoringReport>
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
  const { definition, connection, state, clock, run, signal, onStep } = context
  const { level, integration: wanted = '' } = definition.coupaMonitoring
  const documentType = documentTypeOf(definition.source.resource) ?? ''
  const notes = new MonitoringNotes()
  const told = createToldInState(state)
  let deadlineSignal: AbortSignal | undefined
  const client = createMonitoringClient(connection, () => deadlineSignal)
  let integration: Integration | undefined
  let lastSentMs = clock.monotonicMs()
  let lastCountedMs = clock.monotonicMs()
  let pausedUntilMs = 0
  let failure: NotSentError | undefined

  const findIntegration = async (): Promise<Integration> => {
    integration ??= await findMonitoredIntegration(definition.coupaMonitoring, client, notes)
    return integration
  }

  const openRun = async (id: string) => {
    const found = await findIntegration()
    const onCreated = () => onStep?.('coupa-run-created')
    return { toldRun: await openCoupaRun(id, { client, integration: found, told, onCreated }), integration: found }
  }

  const onReported = () => onStep?.('document-reported')

  const sendDocuments = async ({ run: id, entries }: OutboxPageInHand): Promise<void> => {
    const { toldRun, integration: found } = await openRun(id)
    const documents = entries.map(toDocumentEntry)
    await state.keepOutbox({ begun: documents.map(({ number }) => number) })
    const { coupaRun, counts } = toldRun
    const reporting = { client, integration: found, documentType, level, coupaRun, counts, onReported }
    const reported = await reportDocuments(documents, reporting)
    await told.keep(id, { ...toldRun, counts: reported.counts }, { done: reported.done })
    await onStep?.('documents-reported')
    for (const error of reported.refused) notes.add(error)
    if (reported.stoppedBy !== undefined) throw reported.stoppedBy
  }

  const sendRunEnd = async (id: string, report: RunReport, entry?: OutboxEntry): Promise<void> => {
    const { toldRun, integration: found } = await openRun(id)
    const { coupaRun, counts } = toldRun
    const { runErrors } = await told.all()
    const done = entry === undefined ? [] : [entry.number]
    await state.keepOutbox({ begun: done })
    const tries = entry?.tries ?? 1
    const reporting = { client, integration: found, level, coupaRun, counts, isBegun: tries > 0, runErrors, onReported }
    const open = await refusedAsNote(runErrors, reportRunEnd(report, reporting), tries)
    await told.ended(id, open, { done })
    await onStep?.('coupa-run-ended')
  }

  const refusedAsNote = async <Result>(fallback: Result, work: Promise<Result>, tries = 0): Promise<Result> => {
    try {
      return await work
    } catch (error) {
      if (!(error instanceof NotSentError) || (error.kind !== 'refused' && tries < mostTries)) throw error
      notes.add(error)
      return fallback
    }
  }

  /** Messages that have waited too long are forgotten. A run that Coupa has is ended all the same. */
  const dropOld = async ({ run: id, entries }: OutboxPageInHand): Promise<readonly OutboxEntry[]> => {
    const toldRun = await told.of(id)
    const isOld = ({ kind, queuedAtMs }: OutboxEntry): boolean =>
      clock.now() - queuedAtMs > longestAgeMs && (kind === 'document' || toldRun.coupaRun === undefined)
    const old = entries.filter(isOld)
    if (old.length === 0) return entries
    const done = old.map(({ number }) => number)
    if (toldRun.coupaRun === undefined) await told.ended(id, (await told.all()).runErrors, { done })
    else await told.keep(id, { ...toldRun, counts: addTold(toldRun.counts, { dropped: old.length }) }, { done })
    notes.add({ code: 'TOO_OLD', message: 'What had waited for more than 7 days was not reported.' })
    return entries.filter((entry) => !isOld(entry))
  }

  /** Sends page after page. Answers with whether nothing is left. */
  const sendAll = async ({ most, untilMs }: { readonly most: number; readonly untilMs: number }): Promise<boolean> => {
    for (let sent = 0; sent < most && clock.monotonicMs() < untilMs; ) {
      const page = nextPage((await state.outbox({ limit: pageSize })).entries, run.id)
      if (page === undefined) return true
      const entries = await dropOld(page)
      const [first] = entries
      if (first?.kind === 'run-ended') await sendRunEnd(page.run, first.content as RunReport, first)
      // What was queued since belongs to the next run.
      if (first?.kind === 'run-ended' && page.run === run.id) return true
      if (first?.kind === 'document') await sendDocuments({ run: page.run, entries })
      sent += page.entries.length
    }
    return false
  }

  /** Runs that nobody continues, because the process was changed or reset. */
  const endAbandoned = async (): Promise<void> => {
    for (const id of Object.keys((await told.all()).runs)) if (id !== run.id) await sendRunEnd(id, abandoned)
  }

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
    const { coupaRun } = told.lastOf(run.id)
    if (coupaRun === undefined || clock.monotonicMs() - lastCountedMs < longestWaitMs) return
    lastCountedMs = clock.monotonicMs()
    await refusedAsNote(undefined, client.updateRun(coupaRun, totalsOf(context.counters())))
  }

  return {
    begin: async () => void (await attempt(longest.beginMs, async () => void (await openRun(run.id)))),
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
        await sendAll({ most: mostBetweenBatches, untilMs })
        await countSoFar()
      })
    },
    end: async ({ isCancelled }) => {
      const longestMs = isCancelled ? longest.cancelledMs : longest.endMs
      for (let look = 1; pausedUntilMs !== Number.POSITIVE_INFINITY; look++) {
        const stopped = await attempt(longestMs, async (untilMs) => {
          if (await sendAll({ most: Number.POSITIVE_INFINITY, untilMs })) await endAbandoned()
        })
        if (stopped?.kind !== 'unknown' || look === looksAtEnd || isCancelled) break
        // Coupa may still be at work on it.
        await clock.sleep(look * 1000)
      }
      const { waiting } = await state.outbox({ limit: 1 })
      const { coupaRun, counts } = told.lastOf(run.id)
      const { history, errors, resolved, dropped } = counts
      return {
        level,
        integration: integration?.code ?? wanted,
        coupaRun,
        status: waiting === 0 ? 'reported' : 'behind',
        ...{ waiting, history, errors, resolved, dropped },
        notes: notes.list(),
      }
    },
  }
}

const abandoned: RunReport = {
  outcome: 'failed',
  code: 'NOT_CONTINUED',
  reason: 'The run was interrupted, and nobody continues it: the process was changed or reset.',
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
