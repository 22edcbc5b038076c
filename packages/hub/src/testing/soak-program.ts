// A program of its own for `runSoak`, with `--expose-gc`: runs jobs through a hub on an embedded database, and tells after each
// round how large the heap is once everything that is not needed has been collected.
import { createClient } from '@coupa-connector/protocol'
import { openEmbeddedDatabase } from '../database/connecting/open-embedded.ts'
import { createJobWorld, nodeCredential, testConnectionType, testReport } from './job-world.ts'
import type { SoakOptions } from './run-soak.ts'
import { createTestAccount } from './test-account.ts'
import { startTestHub } from './test-hub.ts'

const [directory = '', text = ''] = process.argv.slice(2)
const { rounds, jobsPerRound, hasLeak } = JSON.parse(text) as Required<Omit<SoakOptions, 'tell'>>
const collect = globalThis.gc
if (collect === undefined) throw new TypeError('start this program with --expose-gc')

const database = await openEmbeddedDatabase({ directory, settings: { fsync: 'off' } })
const world = await createJobWorld({ database })
const test = await startTestHub({ database, connectionType: testConnectionType, rateLimits: 'off' })
const account = { id: world.account, slug: world.account, name: world.account }
const person = await createTestAccount(test, { account, role: 'builder' })
const credential = nodeCredential(world.nodes[0].id)
const never = new Promise<never>(() => {})
const client = createClient({
  hubUrl: test.origin,
  credential: () => credential,
  // What once leaked: a promise that never settles keeps every answer that ever raced with it.
  fetch: hasLeak ? (...call) => Promise.race([test.hub.fetch(...call), never]) : test.hub.fetch,
})
const boot = '00000000-0000-4000-8000-000000000000'
const at = '2026-01-01T00:00:00.000Z'

for (let round = 0; round < rounds; round++) {
  for (let i = 0; i < jobsPerRound; i++) await runJob()
  await collect({ execution: 'async', type: 'major' })
  process.send?.({ heapBytes: process.memoryUsage().heapUsed })
}
await test[Symbol.asyncDispose]()
process.disconnect?.()

async function runJob(): Promise<void> {
  // In time for the next job, however slow the machine is.
  const now = { boot, status: 'online', version: '1.2.3', connectorVersion: '1.2.3', nowMs: Date.now() } as const
  await client.call('node.beat', { body: { ...now, capacity: 1, held: [], organizations: [] } })
  const { body: started } = await person.client.call('tests.start', {
    params: { account: world.account },
    body: { fields: { url: 'https://acme.test/api' }, container: world.container.id },
  })
  const { body: polled } = await client.call('node.poll', { body: { boot, capacity: 1 } })
  const [job] = polled.jobs
  if (job === undefined) throw new Error('the job was not handed out')
  const held = { job: job.job, attempt: job.attempt }
  await client.call('node.events', {
    params: { job: held.job },
    body: { attempt: held.attempt, events: [{ type: 'progress', at, data: { filler: 'x'.repeat(2_000) } }] },
  })
  await client.call('node.complete', { body: { completions: [{ ...held, outcome: 'OK', report: testReport() }] } })
  const params = { account: world.account, job: started.id }
  const { body: seen } = await person.client.call('job.get', { params })
  if (seen.outcome !== 'OK') throw new Error(`the job ended as ${seen.outcome}`)
}
