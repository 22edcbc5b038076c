import { setImmediate as turn } from 'node:timers/promises'
import { createClient } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createId } from '../basics/create-id.ts'
import { createJobWorld, type JobWorld, nodeCredential, testConnectionType } from '../testing/job-world.ts'
import { type ManualClock, manualClock } from '../testing/manual-clock.ts'
import { createTestAccount, type TestAccount } from '../testing/test-account.ts'
import { startTestHub, type TestHub } from '../testing/test-hub.ts'
import { waitingLimits } from './pipeline/waiting-requests.ts'

// Who waits for news keeps a request open for minutes. A right that ends meanwhile ends it too, and nobody keeps many open.

let world: JobWorld
let test: TestHub
let clock: ManualClock
let ada: TestAccount
let job: string

beforeEach(async () => {
  world = await createJobWorld()
  clock = manualClock()
  test = await startTestHub({ database: world.database, connectionType: testConnectionType, clock, rateLimits: 'off' })
  const account = { id: world.account, slug: world.account, name: world.account }
  ada = await createTestAccount(test, { account, role: 'viewer' })
  job = await world.addJob()
})
afterEach(async () => await test[Symbol.asyncDispose]())

const ends: Readonly<Record<string, (by: 'person' | 'key') => Promise<unknown>>> = {
  'the person is removed from the account': (by) =>
    by === 'person'
      ? sql`delete from membership where person_id = ${ada.person.id}`.execute(world.database.db)
      : revokeKey(),
  'the person is signed out': (by) =>
    by === 'person'
      ? sql`delete from session where person_id = ${ada.person.id}`.execute(world.database.db)
      : revokeKey(),
  'the person is disabled': (by) =>
    by === 'person'
      ? sql`update person set disabled_at = hub_now() where id = ${ada.person.id}`.execute(world.database.db)
      : revokeKey(),
  'the key expires': (by) =>
    by === 'key'
      ? sql`update api_key set expires_at = hub_now() where id = ${ada.key.id}`.execute(world.database.db)
      : sql`update session set expires_at = hub_now()`.execute(world.database.db),
}

function revokeKey(): Promise<unknown> {
  return sql`update api_key set revoked_at = hub_now() where id = ${ada.key.id}`.execute(world.database.db)
}

const waits: Readonly<Record<string, string>> = {
  'job.get': `jobs/{job}?waitMs=25000`,
  'job.events': `jobs/{job}/events?waitMs=25000&after=1`,
  'job.stream': `jobs/{job}/stream`,
}

function open(wait: string, by: 'person' | 'key', signal?: AbortSignal): Promise<Response> {
  const address = `${test.origin}/api/v1/accounts/${world.account}/${waits[wait]?.replace('{job}', job)}`
  const init = signal ? { signal } : {}
  if (by === 'person') return ada.fetch(address, init)
  return test.hub.fetch(address, { ...init, headers: { authorization: `Bearer ${ada.key.value}` } })
}

async function untilSomebodyWaits(): Promise<void> {
  while (clock.sleepers() === 0) await turn()
}

/** Lets time pass until the work is done. */
async function passing<Result>(work: Promise<Result>): Promise<Result> {
  let isDone = false
  const done = work.finally(() => {
    isDone = true
  })
  done.catch(() => {})
  while (!isDone) {
    if (clock.sleepers() > 0) clock.advance(2000)
    await turn()
  }
  return await done
}

describe.each(Object.keys(ends))('when %s', (how) => {
  describe.each(Object.keys(waits))('%s', (wait) => {
    it.each(['person', 'key'] as const)('of a %s tells nothing more', async (by) => {
      const opened = open(wait, by)
      await untilSomebodyWaits()
      await ends[how]?.(by)
      const nodes = sql`update job set state = 'finished', outcome = 'OK', finished_at = hub_now(), title = 'LATER'
        where id = ${job}`
      await nodes.execute(world.database.db)

      const response = await passing(opened)
      const text = await passing(response.text())

      expect(text).not.toContain('LATER')
      if (wait === 'job.stream') expect(text).not.toContain('"finished"')
      else expect([401, 404]).toContain(response.status)
    })
  })
})

describe('a poll of a node', () => {
  const boot = createId()
  const poll = (ownBoot = boot): Promise<unknown> =>
    createClient({
      hubUrl: test.origin,
      fetch: test.hub.fetch,
      credential: () => nodeCredential(world.nodes[0].id),
    }).call('node.poll', { body: { boot: ownBoot, capacity: 1, waitMs: 25_000 } })

  beforeEach(async () => {
    await sql`delete from job`.execute(world.database.db)
  })

  it.each([
    ['the container is deleted', () => ownerCall('container.delete')],
    ['the node is revoked', () => ownerCall('container.revokeNode')],
  ] as const)('is refused at once when %s, without the clock moving', async (_how, end) => {
    const polling = poll()
    polling.catch(() => {})
    await untilSomebodyWaits()

    await end()

    await expect(polling).rejects.toMatchObject({ status: 401, code: 'CREDENTIAL_REFUSED' })
  })

  it('is refused when the node has another credential, and is given no job', async () => {
    const polling = poll()
    polling.catch(() => {})
    await untilSomebodyWaits()
    await sql`update container_node set credential_hash = 'another' where id = ${world.nodes[0].id}`.execute(
      world.database.db,
    )

    const waiting = await world.addJob()

    await expect(passing(polling)).rejects.toMatchObject({ status: 401 })
    expect(await world.readJob(waiting)).toMatchObject({ state: 'queued' })
  })

  it('ends the older poll of the same program, so that one waits', async () => {
    const older = poll()
    await untilSomebodyWaits()
    const newer = poll()

    expect(await older).toMatchObject({ body: { jobs: [], cancel: [] } })
    const waiting = await world.addJob()
    expect(await passing(newer)).toMatchObject({ body: { jobs: [{ job: waiting }] } })
  })

  it('of two hundred programs of one node is answered with 429', async () => {
    const polls = Array.from({ length: 200 }, () => poll(createId()))
    const settled = Promise.allSettled(polls)
    const refused = await Promise.any(
      polls.map((each) =>
        each.then(
          () => Promise.reject(),
          (error: unknown) => error,
        ),
      ),
    )
    expect(refused).toMatchObject({ status: 429 })
    const all = await passing(settled)
    // How many were admitted one after the other depends on when each came; at once there were never more than four.
    expect(all.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(100)
  })

  async function ownerCall(route: 'container.delete' | 'container.revokeNode'): Promise<void> {
    const account = { id: world.account, slug: world.account, name: world.account }
    const owner = await createTestAccount(test, { account })
    const params = { account: world.account, container: world.container.id }
    if (route === 'container.delete') await owner.client.call(route, { params })
    else await owner.client.call(route, { params: { ...params, node: world.nodes[0].id } })
  }
})

describe('streams and waiting requests', () => {
  const openAll = async (wait: string, count: number, by: 'person' | 'key', answered: number): Promise<number[]> => {
    const gone = new AbortController()
    const statuses: number[] = []
    const all = Array.from({ length: count }, () =>
      open(wait, by, gone.signal).then(
        ({ status }) => statuses.push(status),
        () => statuses.push(0),
      ),
    )
    while (statuses.length < answered) await turn()
    const seen = [...statuses]
    gone.abort()
    await Promise.all(all)
    return seen
  }

  it.each(['person', 'key'] as const)('of one %s are bounded: 429', async (by) => {
    const streams = await openAll('job.stream', 60, by, 60)
    const polls = await openAll('job.get', 150, by, 50)

    expect(streams.filter((status) => status === 429).length).toBeGreaterThanOrEqual(40)
    expect(polls.filter((status) => status === 429)).toHaveLength(50)
  })

  it('are free again after they have ended', async () => {
    for (let round = 0; round < 3; round++) {
      const gone = new AbortController()
      const streams = Array.from({ length: waitingLimits.streamsOfCaller }, () =>
        open('job.stream', 'key', gone.signal),
      )
      const statuses = (await Promise.all(streams)).map(({ status }) => status)
      gone.abort()
      expect(new Set(statuses)).toEqual(new Set([200]))
      for (let turns = 0; turns < 50; turns++) await turn()
    }
  })
})
