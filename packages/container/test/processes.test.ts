import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createDefinition } from '@coupa-connector/process'
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
const nodes: Node[] = []
const programs: ChildProcess[] = []

beforeEach(async () => {
  sandbox = await startSandbox({ records: { invoices: 130 } })
  world = await startConnectionTestWorld()
  folder = await mkdtemp(join(tmpdir(), 'processes-'))
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
  const target = { name: 'Folder', kind: 'files', settings: { folder } }
  const destination = await client.call('destinations.create', { params: params(), body: target })
  const made = createDefinition({ template: 'E01', destination: 'files', name: 'ok-to-pay' })
  const definition = { ...made, ...definitionChanges } as never
  const applied = await client.call('processes.apply', { params: params(), body: { definition } })
  const { items } = (await client.call('environments.list', { params: params() })).body
  const environment = items.find(({ name }) => name === 'test')?.id ?? ''
  const body = { version: 1, container, connection: connection.body.id, destination: destination.body.id, ...changes }
  const place = { ...params(), process: applied.body.process ?? '', environment }
  return (await client.call('process.deploy', { params: place, body })).body
}

async function run({ id }: Deployment): Promise<Run> {
  const place = { ...params(), deployment: id }
  return await ended((await world.owner.client.call('runs.start', { params: place, body: {} })).body)
}

async function ended({ id }: Run): Promise<Run> {
  for (;;) {
    const place = { ...params(), run: id }
    const { body } = await world.owner.client.call('run.get', { params: place, query: { waitMs: 25_000 } })
    if (body.state === 'ended' || body.state === 'skipped') return body
  }
}

async function manifest(): Promise<readonly { records: number; file: string }[]> {
  const text = await readFile(join(folder, 'manifest.ndjson'), 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
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

/** How often each invoice stands in the files of the manifest. */
async function deliveries(): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>()
  for (const { file } of await manifest()) {
    for (const line of (await readFile(join(folder, file), 'utf8')).split('\n').filter(Boolean)) {
      const { id } = JSON.parse(line)
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
  }
  return counts
}

describe('a process on a container', () => {
  it('delivers what is due and marks it, and the next run has nothing to do', async () => {
    const identity = await enroll()
    await start(identity)
    const deployment = await deploy(identity.container.id)

    const first = await run(deployment)
    const second = await run(deployment)

    expect(first).toMatchObject({ outcome: 'succeeded', attempt: 1, node: 'one', trigger: 'person', reason: null })
    expect(first.counters.delivered).toBeGreaterThan(0)
    expect(first.counters.acknowledged).toBe(first.counters.delivered)
    expect((await deliveries()).size).toBe(first.counters.delivered)
    expect(second).toMatchObject({ outcome: 'succeeded', counters: { read: 0 } })
  })

  it('runs at the instant of its schedule', async () => {
    const identity = await enroll()
    await start(identity)
    const deployment = await deploy(identity.container.id, { schedules: [{ everyMinutes: 1 }] })
    const [schedule] = deployment.schedules
    await world.context.db
      .updateTable('process_schedule')
      .set({ next_at: new Date(Date.now() - 1000) })
      .execute()

    await fireSchedules(world.context, [schedule?.id ?? ''])

    const { body } = await world.owner.client.call('runs.list', { params: params(), query: {} })
    const [made] = body.items
    expect(made && (await ended(made))).toMatchObject({ outcome: 'succeeded', trigger: 'schedule' })
  })

  it('says of both ends what works, and moves nothing', async () => {
    const identity = await enroll()
    await start(identity)
    const deployment = await deploy(identity.container.id)
    const place = { ...params(), deployment: deployment.id }

    const started = await world.owner.client.call('runs.start', { params: place, body: { kind: 'check' } })
    const checked = await ended(started.body)

    expect(checked).toMatchObject({ kind: 'check', outcome: 'succeeded' })
    const stages = checked.receipt?.stages as { stage: string; status: string }[]
    expect(stages.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['coupa-read', 'destination-write', 'destination-commit']),
    )
    expect(stages.every(({ status }) => status === 'passed')).toBe(true)
    expect(await manifest()).toEqual([])
  })

  it('whose destination cannot be opened fails with the setting and the remedy', async () => {
    const identity = await enroll()
    await start(identity)
    const deployment = await deploy(identity.container.id, { settings: { folder: '/proc/nowhere' } })

    expect(await run(deployment)).toMatchObject({
      outcome: 'failed',
      code: expect.any(String),
      reason: expect.stringContaining('/proc/nowhere'),
    })
  })

  it('keeps to the share of the rate that its definition names, so that others find room', async () => {
    const identity = await enroll()
    await start(identity)
    const deployment = await deploy(identity.container.id, {}, { limits: { share: 0.2 } })

    const receipt = await run(deployment)

    // The organization allows 25 requests a second: a fifth is 5, and as many at once before the first of them.
    const { api, peakPerSecond } = sandbox.control.counters()
    expect(receipt).toMatchObject({ outcome: 'succeeded' })
    expect(api).toBeGreaterThan(20)
    expect(peakPerSecond).toBeLessThanOrEqual(10)
  })

  it('is cancelled after the batch in hand: what was delivered is marked', async () => {
    await sandbox.close()
    sandbox = await startSandbox({ records: { invoices: 400 }, latencyMs: 300 })
    const identity = await enroll()
    await start(identity)
    const small = { limits: { batch: { records: 10 } } }
    const deployment = await deploy(identity.container.id, {}, small)
    const place = { ...params(), deployment: deployment.id }
    const { body } = await world.owner.client.call('runs.start', { params: place, body: {} })
    await expect.poll(async () => (await manifest()).length, { timeout: 30_000 }).toBeGreaterThan(0)

    await world.owner.client.call('run.cancel', { params: { ...params(), run: body.id } })
    const cancelled = await ended(body)

    expect(cancelled).toMatchObject({ outcome: 'cancelled', code: 'CANCELLED' })
    expect(cancelled.counters.acknowledged).toBe(cancelled.counters.delivered)
  })

  it('is continued by another node when its node is killed: nothing is lost, nothing comes twice', async () => {
    await sandbox.close()
    sandbox = await startSandbox({ records: { invoices: 400 }, latencyMs: 40 })
    const { url } = await world.test.hub.listen({ host: '127.0.0.1', port: 0 })
    const first = await enroll('one')
    const second = await enroll('two', first.container.id)
    const killed = await startProgram(first, url)
    const deployment = await deploy(first.container.id)
    const place = { ...params(), deployment: deployment.id }
    const { body } = await world.owner.client.call('runs.start', { params: place, body: {} })
    await expect.poll(async () => (await manifest()).length, { timeout: 60_000 }).toBeGreaterThan(0)

    killed.kill('SIGKILL')
    const killedAtMs = performance.now()
    await startProgram(second, url)
    const recovering = setInterval(() => void recoverRunsTask.run(world.context), 1000)
    const done = await ended(body)
    clearInterval(recovering)

    expect(done).toMatchObject({ outcome: 'succeeded', attempt: 2, node: 'two' })
    expect(performance.now() - killedAtMs).toBeLessThan(60_000)
    const counts = await deliveries()
    expect([...counts.values()].filter((count) => count !== 1)).toEqual([])
    expect(counts.size).toBe(done.counters.delivered)
    const after = await run(deployment)
    expect(after).toMatchObject({ outcome: 'succeeded', counters: { read: 0 } })
  })

  it('is given back by a node that stops, and continued by another one at once', async () => {
    await sandbox.close()
    sandbox = await startSandbox({ records: { invoices: 400 }, latencyMs: 40 })
    const first = await enroll('one')
    const node = await start(first)
    const deployment = await deploy(first.container.id)
    const place = { ...params(), deployment: deployment.id }
    const { body } = await world.owner.client.call('runs.start', { params: place, body: {} })
    await expect.poll(async () => (await manifest()).length, { timeout: 60_000 }).toBeGreaterThan(0)

    await node.stop({ graceMs: 20_000 })
    await start(await enroll('two', first.container.id))
    const done = await ended(body)

    expect(done).toMatchObject({ outcome: 'succeeded', attempt: 2, node: 'two' })
    const counts = await deliveries()
    expect([...counts.values()].every((count) => count === 1)).toBe(true)
    expect(counts.size).toBe(done.counters.delivered)
  })

  it('is reported to an integration of Coupa, through the outbox of the hub', async () => {
    const identity = await enroll()
    await start(identity)
    const [integration = 0] = sandbox.control.ids('integrations')
    sandbox.control.update('integrations', integration, { code: 'ERP' })
    for (const id of sandbox.control.ids('integration_history_records')) {
      sandbox.control.delete('integration_history_records', id)
    }
    const deployment = await deploy(identity.container.id, {}, { coupaMonitoring: { level: 3, integration: 'ERP' } })
    const end = sandbox.control.fault({ kind: 'status', status: 403, path: '/integration', times: 1000 })

    const first = await run(deployment)
    end()
    const second = await run(deployment)

    const count = first.counters.delivered ?? 0
    expect(count).toBeGreaterThan(0)
    expect(first).toMatchObject({ outcome: 'succeeded', receipt: { coupaMonitoring: { waiting: count + 1 } } })
    expect(second.receipt).toMatchObject({ coupaMonitoring: { status: 'reported', waiting: 0 } })
    expect(sandbox.control.ids('integration_history_records')).toHaveLength(count)
  })
})
