import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDefinition, type DefinitionInput } from '@coupa-connector/process'
import { ProblemError, type Run } from '@coupa-connector/protocol'
import pg from 'pg'
import { type Installation, startInstallation } from '../installation.ts'

/** A process that is deployed, and the documents that it is about. */
export interface DeployedProcess {
  readonly name: string
  readonly deployment: string
  readonly resource: 'invoices' | 'purchase_orders'
  /** Field that edits change, in Coupa's name. */
  readonly field: string
  /** Documents that are to be delivered. */
  readonly due: readonly number[]
}

/** Two hubs or one, two nodes, and two processes: invoices to files, purchase orders to PostgreSQL. Both mark after the commit. */
export interface ProcessWorld extends AsyncDisposable {
  readonly installation: Installation
  readonly processes: readonly DeployedProcess[]
  readonly folder: string
  /** Reads the target database of purchase orders. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Starts a run; undefined where one is under way or the hub does not answer. */
  start(process: DeployedProcess): Promise<string | undefined>
  /** Waits until a run has ended. */
  ended(run: string, withinMs: number): Promise<Run>
  /** Asks again while the hub cannot answer. */
  answered<Body>(call: () => Promise<{ readonly body: Body }>): Promise<Body>
}

const patienceMs = 60_000

export async function startProcessWorld({
  server,
  targetServer,
}: {
  readonly server: string | undefined
  readonly targetServer: string
}): Promise<ProcessWorld> {
  await using opened = new AsyncDisposableStack()
  const installation = opened.use(
    await startInstallation(server, {
      sandbox: {
        records: { invoices: 150, purchase_orders: 80 },
        quirks: { 'reset-exported-on-edit': 'on' },
      },
      nodes: [['molecule', ['first', 'second']]],
    }),
  )
  const { client, account, containers, sandbox, home } = installation
  const params = { account }
  const target = await createTarget(targetServer, opened)
  const folder = join(home, 'delivered')
  await mkdir(folder)
  const connection = await createConnection(installation)
  const { items: environments } = (await client.call('environments.list', { params })).body
  const environment = environments.find(({ name }) => name === 'test')?.id ?? ''
  const deploy = async (
    name: string,
    template: string,
    kind: 'files' | 'postgresql',
    settings: Readonly<Record<string, string>>,
  ): Promise<string> => {
    const shape = kind === 'postgresql' ? { shape: 'tables' } : {}
    const made: DefinitionInput = createDefinition({ template, destination: kind, name, ...shape })
    const definition = {
      ...made,
      source: { ...made.source, watchChanges: true },
      limits: { ...made.limits, batch: { records: 10 } },
    }
    const { process } = (await client.call('processes.apply', { params, body: { definition: definition as never } }))
      .body
    const destination = (await client.call('destinations.create', { params, body: { name, kind, settings } })).body
    const { body } = await client.call('process.deploy', {
      params: { account, process: process ?? '', environment },
      body: {
        version: 1,
        container: containers[0] ?? '',
        connection,
        destination: destination.id,
        pauseAfterFailures: null,
      },
    })
    return body.id
  }
  const invoices = await deploy('invoices-to-files', 'E01', 'files', { folder })
  const orders = await deploy('orders-to-postgresql', 'E04', 'postgresql', { url: target.url })
  const dueOf = (resource: string, statuses: readonly string[]): number => {
    const ids = sandbox.control.ids(resource)
    sandbox.control.setMany({ resource, values: { status: statuses[0] ?? '', exported: false }, count: ids.length })
    return ids.length
  }
  dueOf('invoices', ['approved'])
  dueOf('purchase_orders', ['issued'])
  const processes: DeployedProcess[] = [
    {
      name: 'invoices-to-files',
      deployment: invoices,
      resource: 'invoices',
      field: 'invoice-number',
      due: sandbox.control.ids('invoices'),
    },
    {
      name: 'orders-to-postgresql',
      deployment: orders,
      resource: 'purchase_orders',
      field: 'po-number',
      due: sandbox.control.ids('purchase_orders'),
    },
  ]
  const answered: ProcessWorld['answered'] = async (call) => {
    const until = performance.now() + patienceMs
    for (;;) {
      try {
        return (await call()).body
      } catch (error) {
        const mayPass = !(error instanceof ProblemError) || error.status >= 500
        if (!mayPass || performance.now() > until) throw error
        await sleep(100)
      }
    }
  }
  const kept = opened.move()
  return {
    installation,
    processes,
    folder,
    query: target.query,
    answered,
    start: async ({ deployment }) => {
      const key = randomUUID()
      try {
        const call = client.call('runs.start', { params: { account, deployment }, body: {}, idempotencyKey: key })
        return (await call).body.id
      } catch (error) {
        if (error instanceof ProblemError && error.status < 500 && error.code !== 'NOT_READY') throw error
        return undefined
      }
    },
    ended: async (run, withinMs) => {
      const until = performance.now() + withinMs
      for (;;) {
        const query = { waitMs: 2000 }
        const body = await answered(() => client.call('run.get', { params: { account, run }, query }))
        if (body.state === 'ended' || performance.now() > until) return body
      }
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

async function createConnection({ client, account, sandbox }: Installation): Promise<string> {
  const params = { account }
  const { url, accessTokenUrl, clientId, clientSecret, scope } = sandbox
  const secret = { field: 'clientSecret', value: clientSecret }
  const { handle } = (await client.call('secrets.create', { params, body: secret })).body
  const fields = { url, accessTokenUrl, clientId, scope, authenticationType: 'oauth2' }
  const body = { name: 'Coupa', fields, secrets: { clientSecret: handle } }
  return (await client.call('connections.create', { params, body })).body.id
}

/** A database for what is delivered. */
async function createTarget(server: string, opened: AsyncDisposableStack) {
  const name = `target_${randomUUID().replaceAll('-', '')}`
  const administer = async (statement: string): Promise<void> => void (await ask(server, statement))
  await administer(`create database ${name}`)
  opened.defer(() => administer(`drop database ${name} with (force)`))
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    query: (sql: string) => ask(url.href, sql),
  }
}

/** Sends a statement, again while the server recovers from being killed. */
async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const until = performance.now() + patienceMs
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      return (await client.query<Record<string, unknown>>(statement)).rows
    } catch (error) {
      if (performance.now() > until || !isRecovering(error)) throw error
      await sleep(200)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

/** The connection broke, or the server takes none yet: not what a statement says. */
function isRecovering(error: unknown): boolean {
  const { code } = error as { readonly code?: string }
  return code === undefined || !/^[0-9A-Z]{5}$/.test(code) || code.startsWith('57P') || code.startsWith('08')
}
