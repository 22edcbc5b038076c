import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { claimJobs } from '../jobs/queue/claim-jobs.ts'
import { findJobInvariantViolations } from '../testing/job-invariants.ts'
import { createJobWorld, type JobWorld, testSettings } from '../testing/job-world.ts'
import { pollWork } from './poll-work.ts'

let world: JobWorld

afterEach(async () => {
  expect(await findJobInvariantViolations(world.database.db)).toEqual([])
  await world[Symbol.asyncDispose]()
})

const boot = '00000000-0000-4000-8000-000000000000'
const { signal } = new AbortController()

function caller(until: AbortSignal): { readonly signal: AbortSignal; readonly recheck: () => Promise<void> } {
  return { signal: until, recheck: async () => {} }
}

describe('pollWork', () => {
  it('answers as soon as a job comes, without the clock moving', async () => {
    world = await createJobWorld()
    const polling = pollWork(
      world.context,
      world.nodes[0],
      { boot, capacity: 1, runCapacity: 0, waitMs: 25_000 },
      caller(signal),
    )

    const job = await world.addJob()

    expect((await polling).jobs).toMatchObject([
      { kind: 'test', job, attempt: 1, connectionKey: job, publicAddressesOnly: false, rateShare: 1, probes: [] },
    ])
  })

  it('gives a job to one of several polls that wait for it', async () => {
    world = await createJobWorld()
    const stop = new AbortController()
    const polls = world.nodes.map((node) =>
      pollWork(world.context, node, { boot, capacity: 5, runCapacity: 0, waitMs: 25_000 }, caller(stop.signal)),
    )

    await world.addJob()
    await Promise.race(polls)
    stop.abort()

    expect((await Promise.all(polls)).flatMap(({ jobs }) => jobs)).toHaveLength(1)
  })

  it('gives a node that stops nothing, nor one whose connector is of another version', async () => {
    world = await createJobWorld()
    await world.addJob()
    await sql`update container_node set reported_status = 'stopping' where name = 'first'`.execute(world.database.db)
    await sql`update container_node set connector_version = '1.1.9' where name = 'second'`.execute(world.database.db)

    for (const node of world.nodes) {
      const answer = await pollWork(
        world.context,
        node,
        { boot, capacity: 1, runCapacity: 0, waitMs: 0 },
        caller(signal),
      )
      expect(answer).toEqual({ jobs: [], runs: [], cancel: [] })
    }
  })

  it('gives nothing to a node that has stood still for longer than a beat may take, though its poll is open', async () => {
    world = await createJobWorld()
    const { db } = world.database
    await sql`update container_node set last_seen_at = hub_now() - interval '8.5 seconds' where name = 'first'`.execute(
      db,
    )
    await sql`update container_node set last_seen_at = hub_now() - interval '6 seconds' where name = 'second'`.execute(
      db,
    )
    const job = await world.addJob()
    const poll = { boot, capacity: 1, runCapacity: 0, waitMs: 0 }

    const ofSilent = await pollWork(world.context, world.nodes[0], poll, caller(signal))
    const claimedBySilent = await claimJobs(world.context, world.nodes[0], 1)
    const ofHeard = await pollWork(world.context, world.nodes[1], poll, caller(signal))

    expect(ofSilent).toEqual({ jobs: [], runs: [], cancel: [] })
    expect(claimedBySilent).toEqual([])
    expect(ofHeard.jobs).toMatchObject([{ job, attempt: 1 }])
  })

  it('gives nothing to a program that still runs after the node was started again', async () => {
    world = await createJobWorld()
    const job = await world.addJob()
    await sql`update container_node set boot_id = ${boot}::uuid where name = 'first'`.execute(world.database.db)
    const former = '00000000-0000-4000-8000-00000000000f'

    const ofFormer = await pollWork(
      world.context,
      world.nodes[0],
      { boot: former, capacity: 1, runCapacity: 0, waitMs: 0 },
      caller(signal),
    )
    const claimedByFormer = await claimJobs(world.context, world.nodes[0], 1, former)
    const ofCurrent = await pollWork(
      world.context,
      world.nodes[0],
      { boot, capacity: 1, runCapacity: 0, waitMs: 0 },
      caller(signal),
    )

    expect(ofFormer).toEqual({ jobs: [], runs: [], cancel: [] })
    expect(claimedByFormer).toEqual([])
    expect(ofCurrent.jobs).toMatchObject([{ job, attempt: 1 }])
  })

  it('gives back at once what it claimed for a client that is gone', async () => {
    world = await createJobWorld()
    const job = await world.addJob()

    const answer = await pollWork(
      world.context,
      world.nodes[0],
      { boot, capacity: 1, runCapacity: 0, waitMs: 0 },
      caller(signalOfClientGoneAfterClaim()),
    )

    expect(answer.jobs).toEqual([])
    expect(await world.readJob(job)).toMatchObject({ state: 'queued', node_id: null })
    expect(await world.readEventTypes(job)).toEqual(['queued', 'leased', 'requeued'])
    expect(await claimJobs(world.context, world.nodes[1], 1)).toMatchObject([{ id: job, attempt: 2 }])
  })

  it('finishes a job whose secret cannot be opened', async () => {
    world = await createJobWorld()
    const job = await world.addJob({
      settings: testSettings,
      request: { kind: 'test', isDraft: true, fields: {}, secrets: { clientSecret: boot }, probes: [] },
    })

    const answer = await pollWork(
      world.context,
      world.nodes[0],
      { boot, capacity: 1, runCapacity: 0, waitMs: 0 },
      caller(signal),
    )

    expect(answer.jobs).toEqual([])
    expect(await world.readJob(job)).toMatchObject({ state: 'finished', outcome: 'SECRET_UNREADABLE' })
  })

  it('tells a wish to cancel at once, and by one poll only', async () => {
    world = await createJobWorld()
    const job = await world.addJob()
    await claimJobs(world.context, world.nodes[0], 1)
    const polling = pollWork(
      world.context,
      world.nodes[0],
      { boot, capacity: 1, runCapacity: 0, waitMs: 25_000 },
      caller(signal),
    )
    await world.database.db.transaction().execute(async (trx) => {
      await sql`update job set cancel_requested_at = hub_now() where id = ${job}::uuid`.execute(trx)
      await world.context.topics.publish(trx, [`jobs-waiting:${world.container.id}`])
    })

    expect(await polling).toEqual({ jobs: [], runs: [], cancel: [job] })
    const again = await pollWork(
      world.context,
      world.nodes[0],
      { boot, capacity: 1, runCapacity: 0, waitMs: 0 },
      caller(signal),
    )
    expect(again).toEqual({ jobs: [], runs: [], cancel: [] })
  })
})

describe('claimJobs', () => {
  it('takes no more than the container may run, with two nodes claiming at a time', async () => {
    world = await createJobWorld({ maxConcurrentJobs: 3 })
    for (let i = 0; i < 8; i++) await world.addJob()

    const claims = await Promise.all(world.nodes.map((node) => claimJobs(world.context, node, 5)))

    expect(claims.flat()).toHaveLength(3)
    expect(new Set(claims.flat().map(({ id }) => id)).size).toBe(3)
  })

  it('takes the oldest first', async () => {
    world = await createJobWorld()
    const jobs = [await world.addJob(), await world.addJob(), await world.addJob()]

    const claimed = await claimJobs(world.context, world.nodes[0], 2)

    expect(claimed.map(({ id }) => id)).toEqual(jobs.slice(0, 2))
  })

  it('gives each tenant of a cloud its turn, and no more than its quota', async () => {
    world = await createJobWorld({ kind: 'cloud', maxConcurrentJobs: 5 })
    const [many, few] = [await world.addAccount(), await world.addAccount()]
    for (const [account, most] of [
      [many, 2],
      [few, 8],
    ] as const) {
      await sql`insert into cloud_share (container_id, account_id, max_attachments, max_concurrent_jobs, created_at)
        values (${world.container.id}, ${account}, 1, ${most}, hub_now())`.execute(world.database.db)
    }
    for (let i = 0; i < 6; i++) await world.addJob({ account: many })
    for (let i = 0; i < 2; i++) await world.addJob({ account: few })

    const [first, second, ...rest] = await claimJobs(world.context, world.nodes[0], 5)

    const accounts = [first, second, ...rest].map((job) => job?.account_id)
    expect(accounts.filter((account) => account === many)).toHaveLength(2)
    expect(accounts.filter((account) => account === few)).toHaveLength(2)
  })
})

/** A signal that is seen as aborted from the third look on: after the claim, before the answer. */
function signalOfClientGoneAfterClaim(): AbortSignal {
  let looks = 0
  return new Proxy(new AbortController().signal, {
    get: (target, key) => (key === 'aborted' ? ++looks > 2 : Reflect.get(target, key)),
  })
}
