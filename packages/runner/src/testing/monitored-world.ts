import type { CoupaRecord } from '@coupa-connector/connector'
import type { SandboxOptions } from '@coupa-connector/sandbox'
import type { DefinitionChange } from './invoice-run.ts'
import { createWorld, type World } from './world.ts'

/** An organization with an integration that alerts two contacts, for invoices of which some can be refused. */
export interface MonitoredWorld extends World {
  /** Ids of the invoices that the process is about. */
  readonly due: readonly number[]
  /** Makes the mapping refuse an invoice, or take it again. */
  spoil(ids: readonly number[]): void
  mend(ids: readonly number[]): void
  runs(): Promise<readonly CoupaRecord[]>
  /** Errors and history records that came with the tests. */
  errors(): Promise<readonly CoupaRecord[]>
  history(): Promise<readonly CoupaRecord[]>
}

export const integrationCode = 'ERP_INVOICES'

/** A process with this level of monitoring; its mapping refuses invoices whose note is not a number. */
export function monitored(level: 0 | 1 | 2 | 3, change: DefinitionChange = {}): DefinitionChange {
  return {
    mapping: { shape: 'flat', columns: { id: 'id', note: { path: 'supplier-note', as: 'integer' } } },
    coupaMonitoring: { level, integration: integrationCode },
    ...change,
    source: { fields: 'from-mapping', ...change.source },
  }
}

export interface MonitoredWorldOptions extends Omit<SandboxOptions, 'records'> {
  readonly records?: Readonly<Record<string, number>> | undefined
}

export async function createMonitoredWorld(options: MonitoredWorldOptions = {}): Promise<MonitoredWorld> {
  const world = await createWorld({
    ...options,
    records: { invoices: 400, ...options.records, integration_errors: 0, integration_history_records: 0 },
  })
  const { control } = world.sandbox
  const integration = await world.connection.resource<string>('integrations').create({
    ...{ name: 'Invoices to the ERP', code: integrationCode, direction: 'from_coupa' },
    ...{ 'business-object': 'Invoice', 'end-system': 'ERP', 'end-system-type': 'erp' },
  })
  for (const kind of ['Technical', 'Functional']) {
    await world.connection.resource<string>('integration_contacts').create({
      ...{ integration: { id: integration.id }, 'contact-alert-type': kind },
      ...{ 'contactable-type': 'User', 'contactable-id': control.ids('users')[0] },
    })
  }
  const due = (await world.approved({ exported: false })).map(({ id }) => Number(id))
  const note = (ids: readonly number[], text: string): void => {
    for (const id of ids) control.update('invoices', id, { 'supplier-note': text })
  }
  const all = async (resource: string, fields: readonly (string | Record<string, string[]>)[]) => {
    const query = { fields, limit: 10_000 }
    return await world.connection.resource<string>(resource).query(query).toArray()
  }
  const recordFields = [
    ...['id', 'document-id', 'document-type', 'status', 'resolved', 'contact-alert-type', 'integration-run-id'],
    { responses: ['response-code', 'response-message'] },
  ]
  control.resetLog()
  return {
    ...world,
    due,
    spoil: (ids) => note(ids, 'not a number'),
    mend: (ids) => note(ids, '7'),
    runs: async () => {
      const query = {
        where: { integration: { code: integrationCode } },
        fields: ['id', 'status', 'total-records', 'records-processed'],
        limit: 1000,
      }
      return await world.connection.resource<string>('integration_runs').query(query).toArray()
    },
    errors: async () => await all('integration_errors', recordFields),
    history: async () => await all('integration_history_records', recordFields),
  }
}
