import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDefinition } from '@coupa-connector/process'
import type { BodyInputOf, Routes, Run } from '@coupa-connector/protocol'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ConnectionTestWorld, startConnectionTestWorld } from '../../hub/src/testing/connection-world.ts'
import { enrollNode } from '../src/hub/enroll-node.ts'
import { createNode, type Node } from '../src/node.ts'
import { settingsOf } from '../src/testing/test-node.ts'

const invoices = 150

let sandbox: Sandbox
let world: ConnectionTestWorld
let folder: string
let node: Node
let deployment: string

beforeEach(async () => {
  sandbox = await startSandbox({ records: { invoices } })
  world = await startConnectionTestWorld()
  folder = await mkdtemp(join(tmpdir(), 'back-fill-'))
  const container = await startNode()
  deployment = await deploy(container)
})
afterEach(async () => {
  await node.stop({ graceMs: 0 })
  await world[Symbol.asyncDispose]()
  await sandbox.close()
  await rm(folder, { recursive: true, force: true })
})

const params = (): { readonly account: string } => ({ account: world.owner.account.id })

async function startNode(): Promise<string> {
  const common = { kind: 'molecule', version: '0.1.0', connectorVersion: '0.1.0', fetch: world.test.hub.fetch } as const
  const { token } = (
    await world.owner.client.call('installerTokens.create', { params: params(), body: { kind: 'molecule' } })
  ).body
  const at = { hubUrl: world.test.origin, installerToken: token, nodeName: 'one' }
  const identity = await enrollNode({ ...common, ...at })
  node = createNode({ ...common, identity, environment: {} })
  node.start()
  await expect.poll(() => node.status.state, { timeout: 20_000 }).toBe('online')
  return identity.container.id
}

/** Invoices that change, three in a request, from now on. */
async function deploy(container: string): Promise<string> {
  const { client } = world.owner
  const { clientSecret = '', ...fields } = settingsOf(sandbox)
  const secrets = { clientSecret: await world.setSecret(clientSecret) }
  const connection = await client.call('connections.create', {
    params: params(),
    body: { name: 'Acme', fields, secrets },
  })
  const target = { name: 'Folder', kind: 'files', settings: { folder } }
  const destination = await client.call('destinations.create', { params: params(), body: target })
  const made = createDefinition({ template: 'E20', resource: 'invoices', destination: 'files', name: 'invoices' })
  const source = { ...made.source, from: new Date(Date.now() - 60_000).toISOString() }
  const definition = { ...made, source, limits: { batch: { records: 3 } } } as never
  const applied = await client.call('processes.apply', { params: params(), body: { definition } })
  const { items } = (await client.call('environments.list', { params: params() })).body
  const environment = items.find(({ name }) => name === 'test')?.id ?? ''
  const place = { ...params(), process: applied.body.process ?? '', environment }
  const body = { version: 1, container, connection: connection.body.id, destination: destination.body.id }
  return (await client.call('process.deploy', { params: place, body })).body.id
}

async function start(body: BodyInputOf<Routes['runs.start']>): Promise<Run> {
  return (await world.owner.client.call('runs.start', { params: { ...params(), deployment }, body })).body
}

async function stateOf({ id }: Run): Promise<Run> {
  return (await world.owner.client.call('run.get', { params: { ...params(), run: id } })).body
}

async function ended({ id }: Run): Promise<Run> {
  for (;;) {
    const place = { ...params(), run: id }
    const { body } = await world.owner.client.call('run.get', { params: place, query: { waitMs: 25_000 } })
    if (body.state === 'ended') return body
  }
}

type Requests = Sandbox['requests']

function apiRequests(): Requests {
  return sandbox.requests.filter(({ path }) => path.startsWith('/api'))
}

function countBetween(requests: Requests, fromMs: number, untilMs: number): number {
  return requests.filter(({ startedAt }) => startedAt >= fromMs && startedAt < untilMs).length
}

/** Ids of the invoices in the files of the manifest, in their order. */
async function delivered(): Promise<readonly number[]> {
  const manifest = await readFile(join(folder, 'manifest.ndjson'), 'utf8').catch(() => '')
  const files = manifest.split('\n').filter(Boolean)
  const texts = await Promise.all(files.map((line) => readFile(join(folder, JSON.parse(line).file), 'utf8')))
  return texts.flatMap((text) => text.split('\n').filter(Boolean)).map((line) => JSON.parse(line).id)
}

async function watermark(): Promise<unknown> {
  const query = world.context.db.selectFrom('process_fact').select('value').where('name', '=', 'watermark main')
  return (await query.executeTakeFirst())?.value
}

describe('a back-fill on a container', { timeout: 180_000 }, () => {
  it('takes at most two fifths of the requests, while the runs of the process go on beside it', async () => {
    const all = sandbox.control.ids('invoices')
    await ended(await start({}))

    sandbox.control.resetLog()
    const filling = await start({ kind: 'backfill', range: { firstId: all[0] ?? 1 } })
    await expect.poll(() => apiRequests().length, { timeout: 30_000 }).toBeGreaterThan(25)
    const ofFilling = apiRequests()
    const changed = all.at(-1) ?? 0
    sandbox.control.update('invoices', changed, { 'invoice-number': 'CHANGED' })
    const beside = await ended(await start({}))
    const meanwhile = await stateOf(filling)
    const before = await watermark()
    const filled = await ended(filling)

    expect(beside).toMatchObject({ outcome: 'succeeded', counters: { delivered: 1 } })
    expect(meanwhile.state).toBe('running')
    expect(filled).toMatchObject({ kind: 'backfill', outcome: 'succeeded', counters: { read: invoices } })
    // 0.4 of the 25 requests of a second, and 0.4 of the 20 that may come at once.
    const most = Math.max(...ofFilling.map(({ startedAt: from }) => countBetween(ofFilling, from, from + 1000)))
    expect(most).toBeLessThanOrEqual(18)
    expect(new Set(await delivered())).toEqual(new Set(all))
    expect(await watermark()).toEqual(before)
    expect(await ended(await start({}))).toMatchObject({ counters: { delivered: 0 } })
  })

  it('is compared with both ends afterwards, as a whole and run by run', async () => {
    const [first = 0, second = 0] = sandbox.control.ids('invoices')
    const filled = await ended(await start({ kind: 'backfill', range: { lastId: first } }))
    await ended(await start({ kind: 'backfill', range: { firstId: second, lastId: second } }))
    sandbox.control.update('invoices', second, { 'invoice-number': 'CHANGED' })

    const whole = await ended(await start({ kind: 'verify' }))
    const ofFirst = await ended(await start({ kind: 'verify', run: filled.id }))

    const differences = [expect.objectContaining({ id: String(second), code: 'RECORD_CHANGED' })]
    expect(whole).toMatchObject({ outcome: 'partial', receipt: { batches: 2, records: 2, differences } })
    expect(ofFirst).toMatchObject({ outcome: 'succeeded', receipt: { batches: 1, records: 1, differences: [] } })
  })

  it('shows what records would become with GET requests alone', async () => {
    const ids = sandbox.control.ids('invoices').slice(3, 5)
    sandbox.control.resetLog()

    const preview = await ended(await start({ kind: 'preview', ids: [...ids] }))

    const records = ids.map((id) => expect.objectContaining({ id: String(id), document: expect.anything() }))
    expect(preview).toMatchObject({ outcome: 'succeeded', receipt: { resource: 'invoices', records } })
    const api = apiRequests()
    expect(api.map(({ method }) => method)).toEqual(api.map(() => 'GET'))
    expect(await delivered()).toEqual([])
  })

  it('reconciles: what is gone is marked as deleted, if somebody accepts it', async () => {
    const ids = sandbox.control.ids('invoices').slice(0, 4)
    await ended(await start({ kind: 'backfill', range: { lastId: ids.at(-1) ?? 0 } }))
    sandbox.control.delete('invoices', ids[0] ?? 0)

    const refused = await ended(await start({ kind: 'reconcile' }))
    const accepted = await ended(await start({ kind: 'reconcile', acceptDeletions: true }))

    expect(refused).toMatchObject({ outcome: 'failed', code: 'NEEDS_CONFIRMATION' })
    expect(accepted).toMatchObject({ outcome: 'succeeded', counters: { deleted: 1 } })
  })
})
