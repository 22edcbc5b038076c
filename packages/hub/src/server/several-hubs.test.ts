import { randomBytes } from 'node:crypto'
import { createClient } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { openPostgresqlDatabase } from '../database/connecting/open-postgresql.ts'
import { isDatabaseUnavailable } from '../database/failures/is-database-unavailable.ts'
import type { HubDatabase } from '../database/hub-database.ts'
import { createPasswordHasher } from '../people/credentials/password-hasher.ts'
import { type DatabaseGate, startGate } from '../testing/database/database-gate.ts'
import { testServerUrl } from '../testing/database/test-server-url.ts'
import { findJobInvariantViolations } from '../testing/job-invariants.ts'
import { createJobWorld, type JobWorld, nodeCredential, testConnectionType, testReport } from '../testing/job-world.ts'
import { createTestAccount, createTestBrowser, type TestAccount } from '../testing/test-account.ts'
import { startTestHub, type TestHub } from '../testing/test-hub.ts'

const boot = '00000000-0000-4000-8000-000000000000'
const fields = { url: 'https://acme.test/api' }
const password = 'seven grey herons walk'

let opened: AsyncDisposableStack
let world: JobWorld
let one: TestHub
let two: TestHub
let ada: TestAccount

afterEach(async () => {
  await opened.disposeAsync()
})

async function startTwoHubs({ gate }: { readonly gate?: DatabaseGate } = {}): Promise<void> {
  one = opened.use(await startTestHub({ database: shared(world.database), connectionType: testConnectionType }))
  const url = gate?.url ?? (await urlOf(world.database))
  const own = await openPostgresqlDatabase({ url, maxConnections: 3 })
  two = opened.use(await startTestHub({ database: own, connectionType: testConnectionType }))
  const account = { id: world.account, slug: world.account, name: world.account }
  ada = await createTestAccount(one, { account, role: 'builder' })
}

async function openWorld(): Promise<void> {
  opened = new AsyncDisposableStack()
  world = await createJobWorld()
  opened.defer(async () => {
    expect(await findJobInvariantViolations(world.database.db)).toEqual([])
    await world[Symbol.asyncDispose]()
  })
}

/** The hubs let go of what they have of it; the world closes it. */
function shared(database: HubDatabase): HubDatabase {
  const close = async (): Promise<void> => {}
  return { ...database, close, [Symbol.asyncDispose]: close }
}

async function urlOf({ db }: HubDatabase): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  return Object.assign(new URL(testServerUrl()), { pathname: `/${rows[0]?.name}` }).href
}

function nodeClient(hub: TestHub, index: 0 | 1 = 0) {
  const credential = nodeCredential(world.nodes[index].id)
  return createClient({ hubUrl: hub.origin, fetch: hub.hub.fetch, credential: () => credential })
}

function keyClient(hub: TestHub) {
  return createClient({ hubUrl: hub.origin, fetch: hub.hub.fetch, credential: () => ada.key.value })
}

async function startTest(hub: TestHub) {
  const body = { fields, container: world.container.id }
  return (await keyClient(hub).call('tests.start', { params: { account: world.account }, body })).body
}

describe('two hubs on one database', () => {
  it('know a session that the other made, and end it for both', async () => {
    await openWorld()
    await startTwoHubs()
    const hash = await createPasswordHasher({ randomBytes, cost: 16 }).hash(password)
    await sql`update person set password_hash = ${hash} where id = ${ada.person.id}`.execute(world.database.db)
    const atOne = createTestBrowser(one)
    await atOne.client.call('session.create', { body: { email: ada.person.email, password } })
    const atTwo = createTestBrowser(two, { ...atOne.cookies })

    const { body } = await atTwo.client.call('session.get')
    await atTwo.client.call('session.delete')

    expect(body.person.email).toBe(ada.person.email)
    for (const browser of [atOne, createTestBrowser(two, { ...atOne.cookies })]) {
      await expect(browser.client.call('session.get')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
    }
  })

  it('wake a poll that waits on one by a test that was started on the other', async () => {
    await openWorld()
    await startTwoHubs()
    const polling = nodeClient(one).call('node.poll', { body: { boot, capacity: 1 } })
    await nodeSeen()

    const startedMs = performance.now()
    const job = await startTest(two)
    const { body } = await polling

    expect(body.jobs).toMatchObject([{ job: job.id, attempt: 1 }])
    // Without news it would look again after two seconds.
    expect(performance.now() - startedMs).toBeLessThan(1900)
  })

  it('tell on one what a node tells the other', async () => {
    await openWorld()
    await startTwoHubs()
    const job = await startTest(one)
    const path = `/api/v1/accounts/${world.account}/jobs/${job.id}/stream`
    const authorization = `Bearer ${ada.key.value}`
    const stream = await one.hub.fetch(`${one.origin}${path}`, { headers: { authorization } })
    const reading = stream.text()

    await nodeClient(two).call('node.poll', { body: { boot, capacity: 1 } })
    const event = { type: 'progress' as const, at: '2026-01-01T00:00:00.000Z', data: {} }
    await nodeClient(two).call('node.events', { params: { job: job.id }, body: { attempt: 1, events: [event] } })
    const completion = { job: job.id, attempt: 1, outcome: 'OK', report: testReport() }
    await nodeClient(two).call('node.complete', { body: { completions: [completion] } })

    const types = [...(await reading).matchAll(/^data: ?(.*)$/gm)].map(([, data = '']) => JSON.parse(data).type)
    expect(types).toEqual(['queued', 'leased', 'progress', 'finished'])
  })

  it('give each of many jobs to one node, whichever hub it polls', async () => {
    await openWorld()
    await startTwoHubs()
    const jobs = await Promise.all(Array.from({ length: 8 }, (_, i) => startTest(i % 2 === 0 ? one : two)))

    const polls = await Promise.all(
      [one, two, one, two].map((hub, i) =>
        nodeClient(hub, i < 2 ? 0 : 1).call('node.poll', { body: { boot, capacity: 2 } }),
      ),
    )

    const taken = polls.flatMap(({ body }) => body.jobs.map(({ job }) => job))
    expect(taken.sort()).toEqual(jobs.map(({ id }) => id).sort())
  })
})

describe('a hub whose database goes away', () => {
  it('says so, works again by itself when it is back, and loses no job', async () => {
    await openWorld()
    const gate = opened.use(await startGate(await urlOf(world.database)))
    await startTwoHubs({ gate })
    const before = await startTest(two)
    const params = { account: world.account }
    const waiting = keyClient(two)
      .call('job.get', { params: { ...params, job: before.id }, query: { waitMs: 20_000 } })
      .catch((thrown: unknown) => thrown)
    await settled(() => two.database.poolSize().idle > 0)

    gate.shut()
    const refused = await two.hub.fetch(`${two.origin}/api/v1/accounts/${world.account}/jobs`, {
      headers: { authorization: `Bearer ${ada.key.value}` },
    })
    const problem = (await refused.json()) as { code: string }
    gate.open()
    await expect
      .poll(() => two.database.ping().catch((error: unknown) => isDatabaseUnavailable(error)), { timeout: 10_000 })
      .toBeUndefined()
    const { body: polled } = await nodeClient(two).call('node.poll', { body: { boot, capacity: 2 } })
    const after = await startTest(two)

    expect([refused.status, problem.code]).toEqual([503, 'UNAVAILABLE'])
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(polled.jobs.map(({ job }) => job)).toEqual([before.id])
    expect(after.state).toBe('queued')
    const completion = { job: before.id, attempt: 1, outcome: 'OK', report: testReport() }
    await nodeClient(two).call('node.complete', { body: { completions: [completion] } })
    // Who waited has heard of the end, or of the database that was away.
    expect(await waiting).toSatisfy(
      (answer: { body?: { outcome: string }; status: number }) =>
        answer.body?.outcome === 'OK' || answer.status === 503,
    )
  })

  it('keeps polls that wait, or tells them to come again', async () => {
    await openWorld()
    const gate = opened.use(await startGate(await urlOf(world.database)))
    await startTwoHubs({ gate })
    const polling = nodeClient(two)
      .call('node.poll', { body: { boot, capacity: 1 } })
      .catch((thrown: unknown) => thrown)
    await nodeSeen()

    gate.shut()
    const job = await startTest(one)
    gate.open()
    const first = (await polling) as { body?: { jobs: { job: string }[] }; status: number }
    const taken =
      first.body?.jobs ?? (await nodeClient(one).call('node.poll', { body: { boot, capacity: 1 } })).body.jobs

    expect(first.status === 200 || first.status === 503).toBe(true)
    expect(taken.map((each) => each.job)).toEqual([job.id])
  })
})

describe('a hub that closes', () => {
  it('answers what waits at once, finishes what is under way, and takes no new connection', async () => {
    await openWorld()
    await startTwoHubs()
    const { url } = await two.hub.listen({ host: '127.0.0.1', port: 0 })
    const credential = nodeCredential(world.nodes[0].id)
    const remote = createClient({ hubUrl: url, credential: () => credential })
    const polling = remote.call('node.poll', { body: { boot, capacity: 1 } })
    await nodeSeen()
    // The row that the request needs is held until the hub is closing.
    const held = Promise.withResolvers<void>()
    const isHeld = Promise.withResolvers<void>()
    const holding = world.database.db.transaction().execute(async (trx) => {
      await sql`select from container_node where id = ${world.nodes[1].id} for update`.execute(trx)
      isHeld.resolve()
      await held.promise
    })
    await isHeld.promise
    const other = nodeCredential(world.nodes[1].id)
    const beating = createClient({ hubUrl: url, credential: () => other }).call('node.beat', {
      body: {
        boot,
        status: 'online',
        version: '1.2.3',
        connectorVersion: '1.2.3',
        nowMs: Date.now(),
        capacity: 1,
        held: [],
        organizations: [],
      },
    })
    await settled(async () => (await waitingForLocks()) > 0)

    const closingMs = performance.now()
    const closing = two.hub.close()
    const { body: polled } = await polling
    const refusal = await fetch(`${url}/healthz`).catch((thrown: unknown) => thrown)
    held.resolve()
    await holding
    const { body: beat } = await beating
    await closing

    expect(polled).toEqual({ jobs: [], runs: [], cancel: [] })
    expect(refusal).toBeInstanceOf(TypeError)
    expect(beat.lost).toEqual([])
    // It does not wait for clients to let go of connections, which takes until it cuts them off after ten seconds.
    expect(performance.now() - closingMs).toBeLessThan(5000)
  })
})

/** Until a poll has looked for work, after which it waits. */
async function nodeSeen(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 5))
}

async function waitingForLocks(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(world.database.db)
  return rows[0]?.count ?? 0
}

async function settled(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setImmediate(resolve))
}
