import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDefinition } from '@coupa-connector/process'
import type { BodyInputOf, Deployment, Routes, Run } from '@coupa-connector/protocol'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ConnectionTestWorld, startConnectionTestWorld } from '../../hub/src/testing/connection-world.ts'
import { enrollNode } from '../src/hub/enroll-node.ts'
import type { NodeIdentity } from '../src/hub/node-identity.ts'
import { createNode, type Node } from '../src/node.ts'
import { settingsOf } from '../src/testing/test-node.ts'

let sandbox: Sandbox
let world: ConnectionTestWorld
let folder: string
const nodes: Node[] = []

beforeEach(async () => {
  sandbox = await startSandbox({ records: { invoices: 130 } })
  world = await startConnectionTestWorld()
  folder = await mkdtemp(join(tmpdir(), 'processes-'))
})
afterEach(async () => {
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
  const definition = createDefinition({ template: 'E01', destination: 'files', name: 'ok-to-pay' }) as never
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

async function manifest(): Promise<readonly { records: number }[]> {
  const text = await readFile(join(folder, 'manifest.ndjson'), 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
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
    expect((await manifest()).reduce((sum, { records }) => sum + records, 0)).toBe(first.counters.delivered)
    expect(second).toMatchObject({ outcome: 'succeeded', counters: { read: 0 } })
  })
})
