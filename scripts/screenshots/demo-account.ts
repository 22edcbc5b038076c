import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { findConsole } from '../../packages/cli/src/commands/serve/find-built-pages.ts'
import { type Platform, startPlatform } from '../../packages/cli/test/platform/support/platform.ts'
import { createId } from '../../packages/hub/src/basics/create-id.ts'
import { type Sandbox, startSandbox } from '../../packages/sandbox/src/index.ts'
import { type DemoConnection, demoConnections } from './demo-connections.ts'
import { addDemoProcesses, nameFolders } from './demo-processes.ts'

/** An account in which something has happened, with its console. */
export interface DemoAccount extends AsyncDisposable {
  readonly url: string
  readonly account: string
  /** Of the person who looks: the owner. */
  readonly cookie: { readonly name: string; readonly value: string }
  /** Ids by name. */
  readonly connections: ReadonlyMap<string, string>
  /** The id of the last test of a connection, by its name. */
  readonly tests: ReadonlyMap<string, string>
  readonly processes: ReadonlyMap<string, string>
  /** Starts a run of the invoices in production, which goes on for a while; its id. */
  startRun(): Promise<string>
  /** Until then connections lead to the sandbox organization, for what runs; afterwards they show where they seem to lead. */
  leaveSandbox(): Promise<void>
  /** Keeps the containers that are only told of as they were: what is online stays online. */
  refresh(): Promise<void>
}

/** What the processes of the pictures need. */
const scopes =
  'core.common.read core.invoice.read core.invoice.write core.purchase_order.read core.purchase_order.write core.supplier.read'
const port = 8396

/**
 * Starts a hub and fills an account: connections of organizations that do not exist, tested for real against a sandbox
 * organization whose address is then replaced, a history of two weeks, and containers.
 */
export async function startDemoAccount(): Promise<DemoAccount> {
  const origin = `http://127.0.0.1:${port}`
  const platform = await startPlatform({ origin, consoleDirectory: findConsole(), version: '0.1.0' })
  const narrow = { id: 'without-tax-codes', secret: 'of-the-narrow-client', scope: 'core.user.read' }
  const sandbox = await startSandbox({ rateLimit: false, apiKey: true, clients: [narrow] })
  await nameEverybody(platform)
  const { container } = await platform.addNode({ name: 'Frankfurt', nodeName: 'fra-1' })
  const connections = new Map<string, string>()
  const tests = new Map<string, string>()
  for (const [place, connection] of demoConnections.entries()) {
    const made = await createConnection(platform, sandbox, connection, container)
    connections.set(connection.name, made.connection)
    if (made.test) tests.set(connection.name, made.test)
    await nameOrganization(platform, connection, made.connection)
    await spreadHistory(platform, made.connection, connection, (place + 1) * 17)
  }
  await addContainers(platform)
  const folder = await mkdtemp(join(tmpdir(), 'coupa-demo-'))
  const [production = '', test = ''] = ['Acme production', 'Acme test'].map((name) => connections.get(name))
  const { processes, invoices } = await addDemoProcesses(platform, { container, production, test, folder })
  await platform.hub.listen({ host: '127.0.0.1', port })
  const [name = '', value = ''] = platform.acme.cookie.split('=')
  return {
    url: origin,
    account: platform.acme.account.id,
    cookie: { name, value },
    connections,
    tests,
    processes,
    startRun: async () => {
      const params = { account: platform.acme.account.id, deployment: invoices }
      const started = { params, body: { limit: 400 }, idempotencyKey: crypto.randomUUID() }
      return (await platform.acme.client.call('runs.start', started)).body.id
    },
    leaveSandbox: async () => {
      await nameFolders(platform.db)
      for (const connection of demoConnections) {
        await moveToOrganization(platform, sandbox, connection, connections.get(connection.name) ?? '')
      }
    },
    refresh: async () => {
      await sql`update container_node set last_seen_at = hub_now() where name like 'node %' and reported_status = 'online'`.execute(
        platform.db,
      )
    },
    [Symbol.asyncDispose]: async () => {
      await platform[Symbol.asyncDispose]()
      await sandbox.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function nameEverybody({ db, acme }: Platform): Promise<void> {
  await sql`update account set name = 'Acme Procurement' where id = ${acme.account.id}::uuid`.execute(db)
  await sql`update person set name = 'Anna Berg', email = 'anna.berg@example.com' where id = ${acme.person.id}::uuid`.execute(
    db,
  )
}

async function createConnection(
  { acme }: Platform,
  sandbox: Sandbox,
  { name, folder, labels, account: given, isTested = true }: DemoConnection,
  container: string,
): Promise<{ readonly connection: string; readonly test: string | undefined }> {
  const params = { account: acme.account.id }
  const call = acme.client.call
  const isKey = given === 'api-key'
  const field = isKey ? 'token' : 'clientSecret'
  const value = { 'api-key': sandbox.apiKey, narrow: 'of-the-narrow-client', wrong: 'not-the-secret', right: '' }[given]
  const secret = await call('secrets.create', { params, body: { field, value: value || sandbox.clientSecret } })
  const fields: Record<string, string> = isKey
    ? { url: sandbox.url, authenticationType: 'api-key' }
    : {
        url: sandbox.url,
        authenticationType: 'oauth2',
        clientId: given === 'narrow' ? 'without-tax-codes' : sandbox.clientId,
        scope: given === 'narrow' ? 'core.user.read' : scopes,
        accessTokenUrl: sandbox.accessTokenUrl,
      }
  const body = { name, folder, labels: [...labels], fields, secrets: { [field]: secret.body.handle } }
  const connection = (await call('connections.create', { params, body })).body.id
  if (!isTested) return { connection, test: undefined }
  const { id: job } = (await call('tests.start', { params, body: { connection, container } })).body
  await call('job.get', { params: { ...params, job }, query: { waitMs: 20_000 } })
  return { connection, test: job }
}

/** Lists and processes name an organization that does not exist, while runs still reach the sandbox. */
async function nameOrganization({ db }: Platform, { host }: DemoConnection, connection: string): Promise<void> {
  await sql`update connection set organization = ${host} where id = ${connection}::uuid`.execute(db)
}

/** As if the sandbox had been this organization. */
async function moveToOrganization(
  { db }: Platform,
  sandbox: Sandbox,
  { host }: DemoConnection,
  connection: string,
): Promise<void> {
  const { origin, host: was } = new URL(sandbox.url)
  await sql`
    update connection set search_text = replace(search_text, ${was}, ${host}),
      fields = replace(fields::text, ${origin}, ${`https://${host}`})::jsonb
    where id = ${connection}::uuid`.execute(db)
  await sql`
    update job set organization = ${host},
      report = replace(replace(report::text, ${origin}, ${`https://${host}`}), ${was}, ${host})::jsonb
    where connection_id = ${connection}::uuid`.execute(db)
}

/** The last test so many minutes ago, and tests before it, every few hours for two weeks. */
async function spreadHistory(
  { db }: Platform,
  connection: string,
  { pastTests = 0 }: DemoConnection,
  minutesAgo: number,
): Promise<void> {
  await sql`
    update job set queued_at = queued_at - make_interval(mins => ${minutesAgo}),
      started_at = started_at - make_interval(mins => ${minutesAgo}),
      finished_at = finished_at - make_interval(mins => ${minutesAgo})
    where connection_id = ${connection}::uuid`.execute(db)
  await sql`
    update connection set last_test = last_test || jsonb_build_object('finishedAt',
      (select to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from job where connection_id = connection.id))
    where id = ${connection}::uuid and last_test is not null`.execute(db)
  const columns = sql.raw(
    (await db.introspection.getTables())
      .filter(({ schema, name }) => schema === 'public' && name === 'job')
      .flatMap((table) => table.columns.map(({ name }) => name))
      .filter((name) => !['id', 'queued_at', 'started_at', 'finished_at', 'outcome', 'title'].includes(name))
      .join(', '),
  )
  await sql`
    insert into job (id, queued_at, started_at, finished_at, outcome, title, ${columns})
    select gen_random_uuid(), began, began, began + make_interval(secs => 0.6 + (number * 37 % 100) / 90.0),
      case when number % 19 = 7 then 'SERVICE_TIMEOUT' else outcome end,
      case when number % 19 = 7 then 'Service timed out' else title end, ${columns}
    from (
      select job.*, number, finished_at - make_interval(mins => number * 353) as began
      from job, generate_series(1, ${pastTests}::integer) as number where connection_id = ${connection}::uuid
    ) as past`.execute(db)
}

/** Containers that are only told of: nothing runs in them. */
async function addContainers({ db, acme }: Platform): Promise<void> {
  const containers = [
    { kind: 'molecule', name: 'Dublin', nodes: 3, seen: '0 seconds', status: 'online' },
    { kind: 'atom', name: 'Plant 7', nodes: 1, seen: '14 hours', status: 'online' },
    { kind: 'cloud', name: 'Shared services', nodes: 2, seen: '0 seconds', status: 'online' },
  ] as const
  for (const { kind, name, nodes, seen, status } of containers) {
    const id = createId()
    await db
      .insertInto('container')
      .values({
        account_id: acme.account.id,
        id,
        kind,
        name,
        allow_browsing: true,
        created_at: sql<Date>`hub_now() - interval '41 days'`,
      })
      .execute()
    await sql`
      insert into container_node (id, container_id, name, credential_hash, version, connector_version, reported_status,
        started_at, last_seen_at, enrolled_at, capacity, clock_difference_ms)
      select gen_random_uuid(), ${id}::uuid, ${seen === '0 seconds' ? 'node ' : 'plant-7-'} || number, ${id} || number, '0.1.0', '0.1.0',
        ${status}, hub_now() - interval '3 days', hub_now() - ${seen}::interval, hub_now() - interval '41 days', 20, number * 3
      from generate_series(1, ${nodes}::integer) as number`.execute(db)
  }
}
