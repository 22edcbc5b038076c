import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ContainerKind, Job } from '@coupa-connector/protocol'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HubContext } from '../../hub/src/context/hub-context.ts'
import { sweepJobsTask } from '../../hub/src/jobs/queue/sweep-jobs.ts'
import { type ConnectionTestWorld, startConnectionTestWorld } from '../../hub/src/testing/connection-world.ts'
import { advanceDatabaseTime } from '../../hub/src/testing/database/test-database.ts'
import { enrollNode } from '../src/hub/enroll-node.ts'
import { type NodeIdentity, writeNodeIdentity } from '../src/hub/node-identity.ts'
import { createNode, type Node } from '../src/node.ts'
import { settingsOf } from '../src/testing/test-node.ts'

let sandbox: Sandbox
let world: ConnectionTestWorld
let params: { readonly account: string }
const nodes: Node[] = []

beforeEach(async () => {
  sandbox = await startSandbox({ records: 30 })
  world = await startConnectionTestWorld()
  params = { account: world.owner.account.id }
})
afterEach(async () => {
  await Promise.all(nodes.splice(0).map((node) => node.stop({ graceMs: 0 })))
  await world[Symbol.asyncDispose]()
  await sandbox.close()
})

async function enroll(kind: ContainerKind, nodeName: string, container?: string): Promise<NodeIdentity> {
  const body = { kind, ...(container === undefined ? {} : { container }) }
  const { token } = (await world.owner.client.call('installerTokens.create', { params, body })).body
  return await enrollNode({
    hubUrl: world.test.origin,
    installerToken: token,
    kind,
    nodeName,
    version: '0.1.0',
    connectorVersion: '0.1.0',
    fetch: world.test.hub.fetch,
  })
}

async function start(identity: NodeIdentity): Promise<Node> {
  const node = createNode({
    identity,
    version: '0.1.0',
    connectorVersion: '0.1.0',
    fetch: world.test.hub.fetch,
    environment: {},
  })
  nodes.push(node)
  node.start()
  await until(() => node.status.state === 'online')
  return node
}

async function connect(organization: Sandbox): Promise<string> {
  const { clientSecret = '', ...fields } = settingsOf(organization)
  const secrets = { clientSecret: await world.setSecret(clientSecret) }
  const body = { name: 'Acme', fields, secrets }
  return (await world.owner.client.call('connections.create', { params, body })).body.id
}

async function test(connection: string, container: string): Promise<Job> {
  return (await world.owner.client.call('tests.start', { params, body: { connection, container } })).body
}

async function finished({ id }: Job): Promise<Job> {
  const query = { waitMs: 25_000 }
  return (await world.owner.client.call('job.get', { params: { ...params, job: id }, query })).body
}

describe('a node at a real hub', () => {
  it('runs a test and an operation', async () => {
    const identity = await enroll('atom', 'one')
    await start(identity)
    const connection = await connect(sandbox)

    const tested = await finished(await test(connection, identity.container.id))
    const operation = { action: 'query', resource: 'invoices', query: { fields: ['id'] }, limit: 2 } as const
    const body = { container: identity.container.id, operation }
    const started = await world.owner.client.call('operations.start', { params: { ...params, connection }, body })
    const used = await finished(started.body)

    expect(tested).toMatchObject({ outcome: 'OK', node: { name: 'one' } })
    expect(used).toMatchObject({ outcome: 'OK', result: { isTruncated: true } })
    expect(used.result?.records).toHaveLength(2)
  })

  it('lets go of a test that is cancelled', async () => {
    await using slow = await startSandbox({ records: 1, latencyMs: 30_000 })
    const identity = await enroll('atom', 'one')
    await start(identity)
    const job = await test(await connect(slow), identity.container.id)
    await until(() => slow.counters.api > 0)

    await world.owner.client.call('job.cancel', { params: { ...params, job: job.id } })

    expect((await finished(job)).outcome).toBe('CANCELLED')
  })

  it('causes one token request, however many nodes of a molecule use a connection at once', async () => {
    const first = await enroll('molecule', 'one')
    await Promise.all([
      start(first),
      start(await enroll('molecule', 'two', first.container.id)),
      start(await enroll('molecule', 'three', first.container.id)),
    ])
    const connection = await connect(sandbox)
    await finished(await test(connection, first.container.id))
    const before = sandbox.counters.token
    const operation = { action: 'query', resource: 'invoices', query: { fields: ['id'] }, limit: 1 } as const
    const body = { container: first.container.id, operation }

    const started = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map(() =>
        world.owner.client.call('operations.start', { params: { ...params, connection }, body }),
      ),
    )
    const jobs = await Promise.all(started.map((each) => finished(each.body)))

    expect(jobs.map(({ outcome }) => outcome)).toEqual(Array(9).fill('OK'))
    expect(sandbox.counters.token - before).toBe(1)
  })

  it('is followed by another node of the molecule when it is killed', async () => {
    await using slow = await startSandbox({ records: 1, latencyMs: 3000 })
    const folder = await mkdtemp(join(tmpdir(), 'killed-node-'))
    const { url } = await world.test.hub.listen({ host: '127.0.0.1', port: 0 })
    const one = await enroll('molecule', 'one')
    await writeNodeIdentity(join(folder, 'node.json'), { ...one, hubUrl: url })
    const child = spawnNode(join(folder, 'node.json'))
    try {
      const container = { ...params, container: one.container.id }
      await until(async () => {
        const { body } = await world.owner.client.call('container.get', { params: container })
        return body.status === 'online'
      })
      const job = await test(await connect(slow), one.container.id)
      await until(() => slow.counters.api > 0)

      child.kill('SIGKILL')
      await start(await enroll('molecule', 'two', one.container.id))
      await advanceDatabaseTime(world.test.database, 16_000)
      const context: HubContext = { ...world.context, topics: world.test.database.topics }
      await sweepJobsTask.run(context)

      expect(await finished(job)).toMatchObject({ outcome: 'OK', attempt: 2, node: { name: 'two' } })
    } finally {
      child.kill('SIGKILL')
      await rm(folder, { recursive: true })
    }
  })
})

function spawnNode(file: string): ChildProcess {
  const program = fileURLToPath(new URL('../src/testing/node-program.ts', import.meta.url))
  return spawn(process.execPath, ['--conditions=source', program, file], { stdio: ['ignore', 'ignore', 'inherit'] })
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(20)
}
