import { forEachAtOnce } from '../../run/for-each-at-once.ts'
import { type Cause, isSameCause, type KnownRecord } from './known-record.ts'
import type { AlertKind, Integration, MonitoringClient } from './monitoring-client.ts'
import type { DocumentEntry, DocumentReport } from './monitoring-message.ts'
import { NotSentError } from './not-sent-error.ts'
import { addTold, type ToldCounts } from './told.ts'

/** Requests on their way at the same time; the organization's rate decides how fast they go. */
const reportsAtOnce = 8
/** Tries of a message while others are sent. More would hold up what comes after it. */
export const mostTries = 10
/** Alerts of a run. What comes after them is summed up in one, so that nobody gets a thousand mails. */
export const mostAlerts = 20

export interface DocumentReporting {
  readonly client: MonitoringClient
  readonly integration: Integration
  readonly documentType: string
  readonly level: number
  readonly coupaRun: number
  /** What the run was told before. */
  readonly counts: ToldCounts
  /** Called after each request that created something, and waited for. */
  readonly onReported: () => void | Promise<void>
}

/** What became of messages. */
export interface DocumentsReported {
  /** Numbers of those that were sent or refused. */
  readonly done: readonly number[]
  readonly counts: ToldCounts
  /** Those that Coupa does not take. */
  readonly refused: readonly NotSentError[]
  /** Why the others were not sent. */
  readonly stoppedBy: NotSentError | undefined
}

/**
 * Reports at most 50 records, each of them once in `entries`. What Coupa has about them already is looked up for all of them
 * together: what is open is resolved by a success and not repeated by a failure, and what a program may have sent that was
 * killed is not sent again.
 */
export async function reportDocuments(
  entries: readonly DocumentEntry[],
  reporting: DocumentReporting,
): Promise<DocumentsReported> {
  const known = await lookUp(entries, reporting)
  const done: number[] = []
  const refused: NotSentError[] = []
  let counts = reporting.counts
  let stoppedBy: NotSentError | undefined
  const count = (more: Partial<ToldCounts>): void => {
    counts = addTold(counts, more)
  }
  /** Taken before anything is sent, so that those at once do not exceed it together. */
  const takeAlert = (): boolean => {
    if (counts.alerts >= mostAlerts) return false
    count({ alerts: 1 })
    return true
  }
  await forEachAtOnce(entries, reportsAtOnce, async ({ number, tries, report }) => {
    if (stoppedBy !== undefined) return
    try {
      if (report.failure === undefined) await reportSuccess(report, known, reporting, count)
      else await reportFailure(report, report.failure, known, { ...reporting, takeAlert, count })
      done.push(number)
    } catch (error) {
      if (!(error instanceof NotSentError)) throw error
      if (error.kind !== 'refused' && tries < mostTries) {
        stoppedBy ??= error
        return
      }
      refused.push(error)
      count({ dropped: 1 })
      done.push(number)
    }
  })
  return { done, counts, refused, stoppedBy }
}

/** What Coupa has about the records of a page, by their ids. */
interface Known {
  readonly openErrors: ReadonlyMap<string, readonly KnownRecord[]>
  readonly openHistory: ReadonlyMap<string, readonly KnownRecord[]>
  /** What this run has about those whose sending had begun. */
  readonly sentErrors: ReadonlyMap<string, readonly KnownRecord[]>
  readonly sentHistory: ReadonlyMap<string, readonly KnownRecord[]>
}

async function lookUp(entries: readonly DocumentEntry[], reporting: DocumentReporting): Promise<Known> {
  const { client, documentType: type, coupaRun, level } = reporting
  const idsOf = (some: readonly DocumentEntry[]): readonly string[] => some.map(({ report }) => report.id)
  const find = async (
    records: 'integration_errors' | 'integration_history_records',
    ids: readonly string[],
    run?: number,
  ): Promise<readonly KnownRecord[]> =>
    ids.length === 0 ? [] : await client.find(records, { type, ids, coupaRun: run })
  const good = entries.filter(({ report }) => report.failure === undefined)
  const begun = entries.filter(({ tries }) => tries > 0)
  const begunGood = begun.filter(({ report }) => report.failure === undefined)
  const begunBad = begun.filter(({ report }) => report.failure !== undefined)
  const openErrors = await find('integration_errors', idsOf(entries))
  const openHistory = level === 3 ? await find('integration_history_records', idsOf(good)) : []
  return {
    openErrors: byDocument(await own(openErrors, reporting)),
    openHistory: byDocument(await own(openHistory, reporting)),
    sentErrors: byDocument(await find('integration_errors', idsOf(begunBad), coupaRun)),
    sentHistory: byDocument(level === 3 ? await find('integration_history_records', idsOf(begunGood), coupaRun) : []),
  }
}

/** Those of the integration: they name it, or they belong to a run of it. */
async function own(
  records: readonly KnownRecord[],
  { client, integration, coupaRun }: DocumentReporting,
): Promise<readonly KnownRecord[]> {
  const silent = records.filter((record) => record.integration === undefined)
  const runs = new Set(silent.flatMap((record) => record.coupaRun ?? []))
  runs.delete(coupaRun)
  const ownRuns = new Set(runs.size === 0 ? [] : await client.runsOf(integration, [...runs]))
  ownRuns.add(coupaRun)
  return records.filter((record) =>
    record.integration === undefined
      ? record.coupaRun !== undefined && ownRuns.has(record.coupaRun)
      : record.integration === integration.code,
  )
}

function byDocument(records: readonly KnownRecord[]): ReadonlyMap<string, readonly KnownRecord[]> {
  return Map.groupBy(
    records.filter(({ documentId }) => documentId !== undefined),
    ({ documentId }) => String(documentId),
  )
}

async function reportSuccess(
  { id, externalId }: DocumentReport,
  known: Known,
  { client, integration, documentType, level, coupaRun, onReported }: DocumentReporting,
  count: (more: Partial<ToldCounts>) => void,
): Promise<void> {
  const isOwn = (record: KnownRecord): boolean => record.coupaRun === coupaRun && record.status === 'Success'
  for (const error of known.openErrors.get(id) ?? []) {
    await client.resolve('integration_errors', error.id)
    count({ resolved: 1 })
  }
  for (const record of known.openHistory.get(id) ?? []) {
    if (isOwn(record)) continue
    await client.resolve('integration_history_records', record.id)
    count({ resolved: 1 })
  }
  if (level < 3) return
  if (!known.sentHistory.get(id)?.some(isOwn)) {
    const document = { type: documentType, id }
    await client.postHistory({ coupaRun, integration: integration.code, document, externalId })
    await onReported()
  }
  count({ history: 1 })
}

interface FailureReporting extends DocumentReporting {
  takeAlert(): boolean
  count(more: Partial<ToldCounts>): void
}

async function reportFailure(
  { id }: DocumentReport,
  failure: NonNullable<DocumentReport['failure']>,
  known: Known,
  { client, integration, documentType, coupaRun, onReported, takeAlert, count }: FailureReporting,
): Promise<void> {
  const cause = causeOf(failure)
  const hasCode = ({ responses }: KnownRecord): boolean => responses.some(({ code }) => code === cause.code)
  if (known.sentErrors.get(id)?.some(hasCode)) {
    count({ errors: 1, alerts: 1 })
    return
  }
  const open = known.openErrors.get(id)?.find(hasCode)
  if (open === undefined) {
    const document = { type: documentType, id }
    const error = { coupaRun, integration: integration.code, kind: alertKindOf(failure), cause, document }
    await client.postError({ ...error, isAlerting: takeAlert() })
    await onReported()
    count({ errors: 1 })
    return
  }
  // It is known, and its contacts were alerted: only its words are kept current.
  if (open.responses.some((response) => isSameCause(response, cause))) return
  await client.updateError(
    open.id,
    open.responses.map((response) => (response.code === cause.code ? { ...response, ...cause } : response)),
  )
}

function causeOf({ code, message, field }: NonNullable<DocumentReport['failure']>): Cause {
  return { code, message: field === undefined || message.includes(field) ? message : `${field}: ${message}` }
}

/** Rights and transport are for those who run the integration, everything else for those who know the data. */
function alertKindOf({ class: kind }: NonNullable<DocumentReport['failure']>): AlertKind {
  return kind === 'forbidden' || kind === 'transient' ? 'Technical' : 'Functional'
}
