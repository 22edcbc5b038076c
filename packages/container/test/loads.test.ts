import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createConnection } from '@coupa-connector/connector'
import { createLoad } from '@coupa-connector/process'
import type { BodyInputOf, Deployment, Routes, Run } from '@coupa-connector/protocol'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recoverRunsTask } from '../../hub/src/processes/runs/leases/recover-runs.ts'
import { fireSchedules } from '../../hub/src/processes/schedules/fire-schedules.ts'
import { type ConnectionTestWorld, startConnectionTestWorld } from '../../hub/src/testing/connection-world.ts'
import { enrollNode } from '../src/hub/enroll-node.ts'
import { type NodeIdentity, writeNodeIdentity } from '../src/hub/node-identity.ts'
import { createNode, type Node } from '../src/node.ts'
import { settingsOf } from '../src/testing/test-node.ts'

let sandbox: Sandbox
let world: ConnectionTestWorld
let folder: string
let inbox: string
const nodes: Node[] = []
const programs: ChildProcess[] = []

beforeEach(async () => {
  sandbox = await startSandbox({ rateLimit: false })
  world = await startConnectionTestWorld()
  folder = await mkdtemp(join(tmpdir(), 'loads-'))
  inbox = join(folder, 'inbox')
  await mkdir(inbox)
})
afterEach(async () => {
  for (const program of programs.splice(0)) program.kill('SIGKILL')
  await Promise.all(nodes.splice(0).map((node) => node.stop({ graceMs: 0 })))
  await world[Symbol.asyncDispose]()
  await sandbox.close()
  await rm(folder, { recursive: true, force: true })
})

const params = (): { readonly account: string } => ({ account: world.owner.account.id })

async function enroll(nodeName = 'one', container?: string): Promise<NodeIdentity> {
  const body = { kind: 'molecule', ...(container === undefined ? {} : { container }) } as const
  const { token } = (await world.owner.client.call('installerTokens.create', { params: params(), body })).body
  return await enrollNode({
    hubUrl: world.test.origin,
    installerToken: token,
    kind: 'molecule',
    nodeName,
    version: '0.1.0',
    connectorVersion: '0.1.0',
    fetch: world.test.hub.fetch,
  })
}

async function start(identity: NodeIdentity): Promise<Node> {
  const { fetch } = world.test.hub
  const node = createNode({ identity, version: '0.1.0', connectorVersion: '0.1.0', fetch, environment: {} })
  nodes.push(node)
  node.start()
  await expect.poll(() => node.status.state, { timeout: 20_000 }).toBe('online')
  return node
}

/** A node in a program of its own, for killing. */
async function startProgram(identity: NodeIdentity, hubUrl: string): Promise<ChildProcess> {
  const file = join(folder, `${identity.node.name}.json`)
  await writeNodeIdentity(file, { ...identity, hubUrl })
  const path = fileURLToPath(new URL('../src/testing/node-program.ts', import.meta.url))
  const program = spawn(process.execPath, ['--conditions=source', path, file], { stdio: 'inherit' })
  programs.push(program)
  return program
}

/** Deploys the template of suppliers, which takes files of the inbox. */
async function deploy(
  container: string,
  changes: Partial<BodyInputOf<Routes['process.deploy']>> = {},
  definitionChanges: object = {},
): Promise<Deployment> {
  const { client } = world.owner
  const { clientSecret = '', ...fields } = settingsOf(sandbox)
  const secrets = { clientSecret: await world.setSecret(clientSecret) }
  const connection = await client.call('connections.create', {
    params: params(),
    body: { name: 'Acme', fields, secrets },
  })
  const target = { name: 'ERP inbox', kind: 'files', settings: { folder: inbox } }
  const destination = await client.call('destinations.create', { params: params(), body: target })
  const made = createLoad({ template: 'L09', source: 'files', format: 'csv', name: 'suppliers' })
  const definition = { ...made, ...definitionChanges } as never
  const applied = await client.call('processes.apply', { params: params(), body: { definition } })
  const { items } = (await client.call('environments.list', { params: params() })).body
  const environment = items.find(({ name }) => name === 'test')?.id ?? ''
  const body = { version: 1, container, connection: connection.body.id, destination: destination.body.id, ...changes }
  const place = { ...params(), process: applied.body.process ?? '', environment }
  return (await client.call('process.deploy', { params: place, body })).body
}

async function begin({ id }: Deployment, body: BodyInputOf<Routes['runs.start']> = {}): Promise<Run> {
  const place = { ...params(), deployment: id }
  return (await world.owner.client.call('runs.start', { params: place, body })).body
}

async function run(deployment: Deployment, body: BodyInputOf<Routes['runs.start']> = {}): Promise<Run> {
  return await ended(await begin(deployment, body))
}

async function ended({ id }: Run): Promise<Run> {
  for (;;) {
    const place = { ...params(), run: id }
    const { body } = await world.owner.client.call('run.get', { params: place, query: { waitMs: 25_000 } })
    if (body.state === 'ended' || body.state === 'skipped') return body
  }
}

async function write(name: string, rows: readonly string[]): Promise<void> {
  await writeFile(join(inbox, name), ['number,name,status', ...rows, ''].join('\n'))
}

/** Rows of suppliers that Coupa does not have yet. */
function suppliers(count: number): readonly string[] {
  return Array.from({ length: count }, (_, place) => `HUB-${place + 1},Hub supplier ${place + 1},active`)
}

function connect() {
  const { url, accessTokenUrl, clientId, clientSecret, scope } = sandbox
  return createConnection({ url, accessTokenUrl, clientId, clientSecret, scope })
}

/** Somebody changes a supplier in Coupa. */
async function changeSupplier(number: string, changes: Record<string, string>): Promise<void> {
  const connection = connect()
  const resource = connection.resource<string>('suppliers')
  const [found] = await resource.query({ where: { number }, fields: ['id'], limit: 1 }).toArray()
  await resource.update(String(found?.id), changes)
  await connection.close()
}

/** How often Coupa has each supplier of `suppliers`. */
async function copies(): Promise<ReadonlyMap<string, number>> {
  const connection = connect()
  const counts = new Map<string, number>()
  for await (const { number } of connection
    .resource<string>('suppliers')
    .query({ fields: ['id', 'number'], limit: 100_000 })) {
    const text = String(number)
    if (text.startsWith('HUB-')) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  await connection.close()
  return counts
}

describe('a load on a container', () => {
  it('loads the files of a folder by the hub, and the outcomes lie beside them', async () => {
    const identity = await enroll()
    await start(identity)
    const deployment = await deploy(identity.container.id)
    await write('suppliers.csv', [...suppliers(3), 'HUB-4,Soylent,actve'])

    const first = await run(deployment)
    await write('again.csv', suppliers(3))
    const second = await run(deployment)

    expect(first).toMatchObject({
      outcome: 'partial',
      node: 'one',
      counters: { created: 3, failed: 1, read: 4, delivered: 3, refused: 1 },
      receipt: { created: 3, failed: 1, inputs: [{ input: 'suppliers.csv', state: 'loaded', records: 4 }] },
    })
    expect((await copies()).size).toBe(3)
    expect(await readdir(join(inbox, 'archive'))).toContain('suppliers.csv')
    expect((await readFile(join(inbox, 'suppliers.csv.result.ndjson'), 'utf8')).trim().split('\n')).toHaveLength(4)
    expect(second).toMatchObject({ outcome: 'succeeded', counters: { unchanged: 3, read: 3 } })
  })

  it('loads at the instant of its schedule', async () => {
    const identity = await enroll()
    await start(identity)
    const deployment = await deploy(identity.container.id, { schedules: [{ everyMinutes: 1 }] })
    await write('suppliers.csv', suppliers(2))
    await world.context.db
      .updateTable('process_schedule')
      .set({ next_at: new Date(Date.now() - 1000) })
      .execute()

    await fireSchedules(world.context, [deployment.schedules[0]?.id ?? ''])

    const { body } = await world.owner.client.call('runs.list', { params: params(), query: {} })
    const [made] = body.items
    expect(made && (await ended(made))).toMatchObject({
      outcome: 'succeeded',
      trigger: 'schedule',
      counters: { created: 2 },
    })
  })

  it('tries again what failed once its cause is corrected, and what was dismissed it leaves alone', async () => {
    const identity = await enroll()
    await start(identity)
    const deployment = await deploy(identity.container.id)
    const place = { ...params(), deployment: deployment.id }
    const { client } = world.owner
    const stop = sandbox.control.fault({ kind: 'status', status: 422, path: '/suppliers', method: 'POST', times: 100 })
    await write('suppliers.csv', suppliers(3))
    const first = await run(deployment)
    const listed = await client.call('failures.list', { params: place, query: { state: 'open' } })
    await client.call('failures.dismiss', { params: place, body: { ids: ['HUB-1'], reason: 'entered by hand' } })
    stop()

    const retried = await client.call('failures.retry', { params: place, body: { ids: ['HUB-1', 'HUB-2'] } })
    const second = await ended(retried.body)

    expect(first.counters).toMatchObject({ failed: 3 })
    expect(listed.body.items).toMatchObject([{ id: 'HUB-1' }, { id: 'HUB-2' }, { id: 'HUB-3', stage: 'load' }])
    expect(second).toMatchObject({
      outcome: 'succeeded',
      trigger: 'retry',
      counters: { created: 1, fixed: 1, read: 1 },
    })
    expect([...(await copies()).keys()]).toEqual(['HUB-2'])
    const left = await client.call('failures.list', { params: place, query: { state: 'open' } })
    expect(left.body.items.map(({ id }) => id)).toEqual(['HUB-3'])
  })

  it('says of both ends what works, and shows what it would do, and writes nothing', async () => {
    const identity = await enroll()
    await start(identity)
    const deployment = await deploy(identity.container.id)
    await write('suppliers.csv', suppliers(2))

    const checked = await run(deployment, { kind: 'check' })
    const previewed = await run(deployment, { kind: 'preview' })

    const stages = checked.receipt?.stages as { stage: string; status: string }[]
    expect(checked).toMatchObject({ kind: 'check', outcome: 'succeeded' })
    expect(stages.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['coupa-read', 'source-connect', 'source-write']),
    )
    expect(previewed).toMatchObject({
      outcome: 'succeeded',
      receipt: {
        records: [
          { key: 'HUB-1', plan: 'create' },
          { key: 'HUB-2', plan: 'create' },
        ],
      },
    })
    expect((await copies()).size).toBe(0)
    expect(await readdir(inbox)).toContain('suppliers.csv')
  })

  it('is verified by reading Coupa again; whoever may only look sees which records differ, without their values', async () => {
    const identity = await enroll()
    await start(identity)
    const deployment = await deploy(identity.container.id)
    await write('suppliers.csv', suppliers(3))
    await run(deployment)
    await rm(inbox, { recursive: true })
    const same = await run(deployment, { kind: 'verify' })
    await changeSupplier('HUB-2', { name: 'Renamed by hand' })
    const earlier = await run(deployment, { kind: 'verify' })
    const newest = await run(deployment, { kind: 'verify' })
    const viewer = await world.addMember({ role: 'viewer' })
    const { client } = world.owner
    const seen = async (by: typeof client, id: string) =>
      (await by.call('run.get', { params: { ...params(), run: id }, query: {} })).body.receipt

    const changed = { name: { old: 'Renamed by hand', new: 'Hub supplier 2' } }
    expect(same).toMatchObject({ outcome: 'succeeded', receipt: { records: 3, differing: 0, differences: [] } })
    expect(newest).toMatchObject({
      outcome: 'partial',
      receipt: { records: 3, differing: 1, differences: [{ key: 'HUB-2', code: 'RECORD_CHANGED', changed }] },
    })
    expect(await seen(client, newest.id)).toMatchObject({ differences: [{ changed }] })
    const withoutValues = [
      { key: 'HUB-2', id: expect.any(String), code: 'RECORD_CHANGED', message: expect.any(String) },
    ]
    expect((await seen(viewer.client, newest.id))?.differences).toEqual(withoutValues)
    expect((await seen(client, earlier.id))?.differences).toEqual(withoutValues)

    const read = { path: '/suppliers', method: 'GET' } as const
    sandbox.control.fault({ kind: 'slow-headers', delayMs: 60_000, times: 1, ...read })
    sandbox.control.resetLog()
    const slow = await begin(deployment, { kind: 'verify' })
    await expect.poll(() => sandbox.requests.length).toBeGreaterThan(0)
    await client.call('run.cancel', { params: { ...params(), run: slow.id } })
    expect(await ended(slow)).toMatchObject({ outcome: 'cancelled', code: 'CANCELLED' })
  })

  it('is cancelled after the records on their way, and the next run loads the rest', async () => {
    await sandbox.close()
    sandbox = await startSandbox({ rateLimit: false, latencyMs: 100 })
    const identity = await enroll()
    await start(identity)
    const deployment = await deploy(identity.container.id)
    await write('suppliers.csv', suppliers(300))
    const begun = await begin(deployment)
    await expect.poll(async () => (await copies()).size, { timeout: 60_000 }).toBeGreaterThan(20)

    await world.owner.client.call('run.cancel', { params: { ...params(), run: begun.id } })
    const cancelled = await ended(begun)
    const rest = await run(deployment)

    expect(cancelled).toMatchObject({ outcome: 'cancelled', code: 'CANCELLED' })
    expect(cancelled.counters.read).toBeLessThan(300)
    expect(rest).toMatchObject({ outcome: 'succeeded' })
    expect((cancelled.counters.read ?? 0) + (rest.counters.read ?? 0)).toBe(300)
    expect([...(await copies()).values()]).toEqual(Array.from({ length: 300 }, () => 1))
  })

  it('is continued by another node when its node is killed: no record comes twice, and none is lost', async () => {
    await sandbox.close()
    sandbox = await startSandbox({ rateLimit: false, latencyMs: 60 })
    const { url } = await world.test.hub.listen({ host: '127.0.0.1', port: 0 })
    const first = await enroll('one')
    const second = await enroll('two', first.container.id)
    const killed = await startProgram(first, url)
    const deployment = await deploy(first.container.id)
    await write('suppliers.csv', suppliers(200))
    const begun = await begin(deployment)
    await expect.poll(async () => (await copies()).size, { timeout: 60_000 }).toBeGreaterThan(40)

    killed.kill('SIGKILL')
    await startProgram(second, url)
    const recovering = setInterval(() => void recoverRunsTask.run(world.context), 1000)
    const done = await ended(begun)
    clearInterval(recovering)

    expect(done).toMatchObject({ outcome: 'succeeded', attempt: 2, node: 'two', receipt: { isResumed: true } })
    expect(done.counters).toMatchObject({ created: 200, read: 200 })
    const counts = await copies()
    expect(counts.size).toBe(200)
    expect([...counts.values()].filter((count) => count !== 1)).toEqual([])
  })
})
