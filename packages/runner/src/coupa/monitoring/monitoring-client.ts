import type { ActionAnswer, Connection, CoupaRecord, ResourceClient } from '@coupa-connector/connector'
import { type Cause, type KnownRecord, toKnownRecord, toResponse } from './known-record.ts'
import type { RunTotals } from './monitoring-message.ts'
import { NotSentError, sending } from './not-sent-error.ts'

/** An integration as it is set up in Coupa. */
export interface Integration {
  readonly code: string
  readonly name: string
}

export type AlertKind = 'Functional' | 'Technical'

export interface NewError {
  readonly coupaRun: number
  readonly integration: string
  readonly kind: AlertKind
  readonly cause: Cause
  readonly isAlerting: boolean
  /** Absent where it is about the run. */
  readonly document?: { readonly type: string; readonly id: string } | undefined
}

export interface NewHistoryRecord {
  readonly coupaRun: number
  readonly integration: string
  readonly document: { readonly type: string; readonly id: string }
  readonly externalId: string | undefined
}

/** Which records are looked for. */
export interface RecordsWanted {
  readonly type: string
  readonly ids: readonly string[]
  /** Those of this run, in whatever state; otherwise the open ones. */
  readonly coupaRun?: number | undefined
}

type RecordsOf = 'integration_errors' | 'integration_history_records'

/**
 * Requests about Coupa's integrations, their runs, errors and history records (F-450 to F-453), in the terms of the
 * monitoring. Each throws `NotSentError`.
 */
export interface MonitoringClient {
  /** By code, else by name. */
  findIntegration(codeOrName: string): Promise<Integration>
  hasContact(integration: Integration): Promise<boolean>
  /** Id of the newest run, of whatever integration; 0 if there is none. */
  newestRun(): Promise<number>
  createRun(integration: Integration): Promise<number>
  /** Runs of an integration that were created after that one and have not begun, the oldest first. */
  pendingRunsAfter(integration: Integration, newestBefore: number): Promise<readonly number[]>
  startRun(coupaRun: number): Promise<void>
  updateRun(coupaRun: number, totals: RunTotals): Promise<void>
  endRun(coupaRun: number, action: 'success' | 'fail'): Promise<void>
  hasEnded(coupaRun: number): Promise<boolean>
  /** Those of these runs that belong to the integration. */
  runsOf(integration: Integration, coupaRuns: readonly number[]): Promise<ReadonlySet<number>>
  /** At most 50 documents. */
  find(records: RecordsOf, wanted: RecordsWanted): Promise<readonly KnownRecord[]>
  /** The error about the run itself, if it has one. */
  runError(coupaRun: number): Promise<number | undefined>
  postError(error: NewError): Promise<number>
  updateError(id: number, responses: readonly (Cause & { readonly id: number | undefined })[]): Promise<void>
  postHistory(record: NewHistoryRecord): Promise<void>
  resolve(records: RecordsOf, id: number): Promise<void>
}

/** More records than 50 documents ever have open. */
const mostRecords = 10_000
/** Names that are shown where one is not found. */
const mostNames = 50

export function createMonitoringClient(
  connection: Connection,
  signal: () => AbortSignal | undefined,
): MonitoringClient {
  const of = (name: string): ResourceClient => connection.resource<string>(name)
  const options = () => ({ priority: 'bulk', signal: signal() }) as const
  const read = async (
    resource: string,
    query: NonNullable<Parameters<ResourceClient['query']>[0]>,
  ): Promise<readonly CoupaRecord[]> =>
    await sending(
      async () =>
        await of(resource)
          .query({ reading: { concurrency: 1 }, ...options(), ...query })
          .toArray(),
    )
  const act = async (resource: string, id: number | undefined, action: string, body = {}): Promise<ActionAnswer> =>
    await sending(async () => await of(resource).action(id, action, body, { ...options(), fields: ['id'] }))

  const oneIntegration = async (where: Readonly<Record<string, string>>): Promise<Integration | undefined> => {
    const [found] = await read('integrations', { where, fields: ['id', 'code', 'name'], limit: 1 })
    return found === undefined ? undefined : { code: String(found.code), name: String(found.name) }
  }

  const missing = async (codeOrName: string): Promise<NotSentError> => {
    const known = await read('integrations', { fields: ['id', 'code', 'name'], limit: mostNames })
    const names = known.map(({ code, name }) => `${code} (${name})`).join(', ')
    const choices = names === '' ? '' : ` The organization has: ${names}${known.length === mostNames ? ', …' : ''}.`
    return new NotSentError(
      'missing',
      'INTEGRATION_NOT_FOUND',
      `Coupa has no integration with the code or the name "${codeOrName}", so that nothing is reported there.`,
      {
        remedy: `Create it in Coupa under Setup > Integrations, or correct coupaMonitoring.integration.${choices}`,
      },
    )
  }

  return {
    findIntegration: async (codeOrName) => {
      const found = (await oneIntegration({ code: codeOrName })) ?? (await oneIntegration({ name: codeOrName }))
      if (found === undefined) throw await missing(codeOrName)
      return found
    },
    hasContact: async ({ code }) => {
      const contacts = await read('integration_contacts', {
        where: { integration: { code } },
        fields: ['id'],
        limit: 1,
      })
      return contacts.length > 0
    },
    newestRun: async () => {
      const [newest] = await read('integration_runs', {
        fields: ['id'],
        orderBy: { field: 'id', direction: 'desc' },
        limit: 1,
      })
      return Number(newest?.id ?? 0)
    },
    createRun: async ({ code }) => {
      const { id } = await sending(
        async () => await of('integration_runs').create({ integration: { code } }, { ...options(), fields: ['id'] }),
      )
      return Number(id)
    },
    pendingRunsAfter: async ({ code }, newestBefore) => {
      const where = { integration: { code }, status: 'pending', id: { gt: newestBefore } }
      const runs = await read('integration_runs', { where, fields: ['id'], limit: mostNames })
      return runs.map(({ id }) => Number(id))
    },
    startRun: async (id) => void (await act('integration_runs', id, 'run')),
    updateRun: async (id, { total, processed }) => {
      const counts = { 'total-records': total, 'records-processed': processed }
      await sending(async () => await of('integration_runs').update(id, counts, { ...options(), fields: ['id'] }))
    },
    endRun: async (id, action) => void (await act('integration_runs', id, action)),
    hasEnded: async (id) => {
      const run = await sending(
        async () => await of('integration_runs').get(id, { ...options(), fields: ['id', 'status'] }),
      )
      return ['successful', 'failed', 'errored'].includes(String(run.status))
    },
    runsOf: async ({ code }, coupaRuns) => {
      const where = { integration: { code }, id: { in: coupaRuns } }
      const runs = await read('integration_runs', { where, fields: ['id'], limit: coupaRuns.length })
      return new Set(runs.map(({ id }) => Number(id)))
    },
    find: async (records, { type, ids, coupaRun }) => {
      const which = coupaRun === undefined ? { resolved: false } : { 'integration-run-id': coupaRun }
      const found = await read(records, {
        where: { 'document-type': type, 'document-id': { in: ids.map(Number) }, ...which },
        fields: [
          ...['id', 'document-id', 'status', 'integration-run-id'],
          { integration: ['code'] },
          { responses: ['id', 'response-code', 'response-message'] },
        ],
        limit: mostRecords,
      })
      return found.map(toKnownRecord)
    },
    runError: async (coupaRun) => {
      const where = { 'integration-run-id': coupaRun, 'document-id': { blank: true } }
      const [found] = await read('integration_errors', { where, fields: ['id'], limit: 1 })
      return found === undefined ? undefined : Number(found.id)
    },
    postError: async ({ coupaRun, integration, kind, cause, isAlerting, document }) => {
      const body = {
        'integration-run-id': coupaRun,
        integration: { code: integration },
        'contact-alert-type': kind,
        status: 'Error',
        responses: [toResponse(cause)],
        ...(document === undefined ? {} : { 'document-type': document.type, 'document-id': Number(document.id) }),
      }
      if (!isAlerting) {
        const { id } = await sending(
          async () => await of('integration_errors').create(body, { ...options(), fields: ['id'] }),
        )
        return Number(id)
      }
      const answer = await act('integration_errors', undefined, 'create_alert', body)
      return idOf(answer)
    },
    updateError: async (id, responses) => {
      const body = { responses: responses.map((one) => ({ ...(one.id && { id: one.id }), ...toResponse(one) })) }
      await sending(async () => await of('integration_errors').update(id, body, { ...options(), fields: ['id'] }))
    },
    postHistory: async ({ coupaRun, integration, document, externalId }) => {
      const body = {
        'document-type': document.type,
        'document-id': Number(document.id),
        'contact-alert-type': 'Functional',
        status: 'Success',
        integration: { code: integration },
        'integration-run-id': coupaRun,
        ...(externalId === undefined ? {} : { 'external-id': externalId.slice(0, 255) }),
      }
      await sending(async () => await of('integration_history_records').create(body, { ...options(), fields: ['id'] }))
    },
    resolve: async (records, id) => void (await act(records, id, 'resolve')),
  }
}

/** An action answers with one record, or with a list of one (F-453). */
function idOf(answer: ActionAnswer): number {
  const record = answer.kind === 'records' ? answer.records[0] : answer.kind === 'record' ? answer.record : undefined
  return Number(record?.id)
}
