import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BodyInputOf, Routes, Run } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import type { Platform } from '../../packages/cli/test/platform/support/platform.ts'
import { createDefinition } from '../../packages/process/src/index.ts'

/** Ids of the processes, and of what they are deployed as. */
export interface DemoProcesses {
  readonly processes: ReadonlyMap<string, string>
  /** The deployment of the invoices in production. */
  readonly invoices: string
}

interface DemoEnds {
  readonly container: string
  readonly production: string
  readonly test: string
  /** Destinations have folders below it. */
  readonly folder: string
}

type Call = Platform['acme']['client']['call']
type Definition = { mapping: { columns: Record<string, object> }; limits?: object }

/** Three processes that have run for two weeks: invoices in two versions, suppliers, and orders some of which do not fit. */
export async function addDemoProcesses({ acme, db }: Platform, ends: DemoEnds): Promise<DemoProcesses> {
  const { call } = acme.client
  const params = { account: acme.account.id }
  const environments = (await call('environments.list', { params })).body.items
  const inbox = await addFolder(call, params.account, 'ERP inbox', join(ends.folder, 'erp'))
  const archive = await addFolder(call, params.account, 'Data platform', join(ends.folder, 'platform'))
  const processes = new Map<string, string>()

  async function apply(template: string, name: string, change?: (draft: Definition) => void) {
    const resource = template === 'E20' ? { resource: 'suppliers' } : {}
    const draft = createDefinition({ template, ...resource, destination: 'files', format: 'csv', shape: 'flat', name })
    change?.(draft as unknown as Definition)
    const definition = draft as unknown as BodyInputOf<Routes['processes.apply']>['definition']
    const id = (await call('processes.apply', { params, body: { definition } })).body.process ?? ''
    processes.set(name, id)
    return id
  }
  async function deploy(process: string, name: string, destination: string, cron: string, version = 1) {
    const environment = environments.find((one) => one.name === name)?.id ?? ''
    const body = {
      ...{ version, container: ends.container, destination, schedules: [{ cron, zone: 'Europe/Berlin' }] },
      connection: name === 'production' ? ends.production : ends.test,
      settings: { folder: join(ends.folder, `${process}-${name}`) },
    }
    await mkdir(body.settings.folder, { recursive: true })
    return (await call('process.deploy', { params: { ...params, process, environment }, body })).body.id
  }
  async function run(deployment: string, limit: number): Promise<Run> {
    const started = await call('runs.start', {
      params: { ...params, deployment },
      body: { limit },
      idempotencyKey: crypto.randomUUID(),
    })
    const at = { params: { ...params, run: started.body.id }, query: { waitMs: 25_000 } }
    for (;;) {
      const { body } = await call('run.get', at)
      if (body.state === 'ended') return body
    }
  }

  const invoices = await apply('E01', 'ok-to-pay')
  const inTest = await deploy(invoices, 'test', inbox, '0 4 * * *')
  const inProduction = await deploy(invoices, 'production', inbox, '0 4 * * *')
  const suppliers = await deploy(await apply('E20', 'supplier-master'), 'production', archive, '15 * * * *')
  const orders = await deploy(await apply('E04', 'purchase-orders', withSmallTotals), 'production', inbox, '30 * * * *')
  for (const [deployment, limit] of [
    [inTest, 10],
    [inProduction, 40],
    [suppliers, 25],
    [orders, 30],
  ] as const) {
    await run(deployment, limit)
  }
  await apply('E01', 'ok-to-pay', ({ mapping }) => {
    mapping.columns.due = { path: '^.net-due-date', as: 'date' }
    delete mapping.columns.internal_note
  })
  await deploy(invoices, 'test', inbox, '0 4 * * *', 2)
  await spreadRuns(db)
  return { processes, invoices: inProduction }
}

/** What the destination has room for: larger orders are set aside. */
function withSmallTotals(draft: Definition): void {
  draft.mapping.columns.total = { path: '^.total', as: 'decimal(5,2)' }
  draft.limits = { errors: { max: 1000, share: 1 } }
}

/** Shows folders of a server in the place of those that were written to. */
export async function nameFolders(db: Platform['db']): Promise<void> {
  await sql`
    update deployment set settings = jsonb_build_object('folder', '/data/erp/' || process.name)
    from process where process.id = deployment.process_id`.execute(db)
}

async function addFolder(call: Call, account: string, name: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const body = { name, kind: 'files', settings: { folder } }
  return (await call('destinations.create', { params: { account }, body })).body.id
}

/** As if the runs had been the last ones of two weeks: one for each night, of which a few went wrong. */
async function spreadRuns(db: Platform['db']): Promise<void> {
  const columns = sql.raw(
    (await db.introspection.getTables())
      .filter(({ schema, name }) => schema === 'public' && name === 'process_run')
      .flatMap((table) => table.columns.map(({ name }) => name))
      .filter((name) => !['id', 'created_at', 'started_at', 'ended_at', 'outcome', 'state'].includes(name))
      .join(', '),
  )
  await sql`
    insert into process_run (id, created_at, started_at, ended_at, outcome, state, ${columns})
    select gen_random_uuid(), began, began, began + make_interval(secs => 20 + (number * 37 % 100)),
      case when number in (4, 11) then 'failed' else outcome end, 'ended', ${columns}
    from (
      select process_run.*, number, ended_at - make_interval(days => number, mins => number * 7 % 23) as began
      from process_run, generate_series(1, 13) as number where state = 'ended'
    ) as past`.execute(db)
}
