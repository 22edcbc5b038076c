import { documentTypeOf } from '@coupa-connector/process'
import type { RunContext } from '../../run/run-context.ts'
import type { OutboxEntry } from '../../state/outbox.ts'
import { findMonitoredIntegration } from './find-monitored-integration.ts'
import type { Integration, MonitoringClient } from './monitoring-client.ts'
import { type RunReport, type RunTotals, toDocumentEntry } from './monitoring-message.ts'
import type { MonitoringNotes } from './monitoring-report.ts'
import { NotSentError } from './not-sent-error.ts'
import { openCoupaRun } from './open-coupa-run.ts'
import { nextPage, type OutboxPageInHand } from './outbox-page.ts'
import { mostTries, reportDocuments } from './report-documents.ts'
import { reportRunEnd } from './report-run.ts'
import { addTold, type ToldRun } from './told.ts'
import type { ToldInState } from './told-in-state.ts'

/** Documents that are looked up together: the most that Coupa serves at once (F-220). */
export const pageSize = 50
/** Messages that have waited for longer help nobody. */
const longestAgeMs = 7 * 24 * 60 * 60_000

export interface OutboxSenderOptions extends Pick<RunContext, 'definition' | 'state' | 'clock' | 'run' | 'onStep'> {
  readonly client: MonitoringClient
  readonly told: ToldInState
  readonly notes: MonitoringNotes
}

/** Sends what is in the outbox, and what becomes of runs. What cannot be sent now is thrown as `NotSentError`. */
export interface OutboxSender {
  /** Its code, once it was found. */
  readonly integration: string | undefined
  /** Creates the run in Coupa, or continues the one that a killed program created. */
  openRun(): Promise<void>
  /** Sends page after page, at least `most` messages if there are so many. Answers with whether nothing is left. */
  sendAll(limits: { readonly most: number; readonly untilMs: number }): Promise<boolean>
  /** Ends runs of which no message is left, and that nobody continues. */
  endOthers(): Promise<void>
  /** Says how far the run is. */
  sendTotals(totals: RunTotals): Promise<void>
  /** Ends the run in Coupa. */
  sendEnd(report: RunReport): Promise<void>
}

export function createOutboxSender(options: OutboxSenderOptions): OutboxSender {
  const { definition, state, clock, run, onStep, client, told, notes } = options
  const { level } = definition.coupaMonitoring
  const documentType = documentTypeOf(definition.source.resource) ?? ''
  let integration: Integration | undefined

  const findIntegration = async (): Promise<Integration> => {
    integration ??= await findMonitoredIntegration(definition.coupaMonitoring, client, notes)
    return integration
  }

  const openRun = async (id: string): Promise<OpenedRun> => {
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

  const sendRunEnd = async (id: string, report: RunReport, tries = 0) => {
    const { toldRun, integration: found } = await openRun(id)
    const { coupaRun, counts, isEnding: isBegun = false } = toldRun
    const { runErrors } = await told.all()
    if (!isBegun) await told.keep(id, { ...toldRun, isEnding: true })
    const reporting = { client, integration: found, level, coupaRun, counts, isBegun, runErrors, onReported }
    const open = await refusedAsNote(runErrors, reportRunEnd(report, reporting), tries)
    await onStep?.('coupa-run-ended')
    return { toldRun, runErrors: open }
  }

  /** The end of an earlier run, which could not be sent when it ended. */
  const sendEarlierEnd = async (id: string, { number, content, tries }: OutboxEntry): Promise<void> => {
    await state.keepOutbox({ begun: [number] })
    const { runErrors } = await sendRunEnd(id, content as RunReport, tries) // written by runMessages
    await told.forget(id, runErrors, { done: [number] })
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
    if (toldRun.coupaRun === undefined) await told.forget(id, (await told.all()).runErrors, { done })
    else await told.keep(id, { ...toldRun, counts: addTold(toldRun.counts, { dropped: old.length }) }, { done })
    notes.add({ code: 'TOO_OLD', message: 'What had waited for more than 7 days was not reported.' })
    return entries.filter((entry) => !isOld(entry))
  }

  return {
    get integration() {
      return integration?.code
    },
    openRun: async () => void (await openRun(run.id)),
    sendAll: async ({ most, untilMs }) => {
      for (let sent = 0; sent < most && clock.monotonicMs() < untilMs; ) {
        const page = nextPage((await state.outbox({ limit: pageSize })).entries, run.id)
        if (page === undefined) return true
        const entries = await dropOld(page)
        const [first] = entries
        if (first?.kind === 'run-ended') await sendEarlierEnd(page.run, first)
        if (first?.kind === 'document') await sendDocuments({ run: page.run, entries })
        sent += page.entries.length
      }
      return false
    },
    endOthers: async () => {
      for (const [id, { isEnded }] of Object.entries((await told.all()).runs)) {
        if (id === run.id) continue
        const runErrors = isEnded ? (await told.all()).runErrors : (await sendRunEnd(id, abandoned)).runErrors
        await told.forget(id, runErrors)
      }
    },
    sendTotals: async (totals) => {
      const { coupaRun } = told.lastOf(run.id)
      if (coupaRun !== undefined) await refusedAsNote(undefined, client.updateRun(coupaRun, totals))
    },
    sendEnd: async (report) => {
      const { toldRun, runErrors } = await sendRunEnd(run.id, report)
      await told.ended(run.id, toldRun, runErrors)
    },
  }
}

interface OpenedRun {
  readonly toldRun: ToldRun & { readonly coupaRun: number }
  readonly integration: Integration
}

const abandoned: RunReport = {
  outcome: 'failed',
  code: 'NOT_CONTINUED',
  reason: 'The run was interrupted, and nobody continues it.',
}
