import fc from 'fast-check'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createId } from '../basics/create-id.ts'
import { claimJobs } from '../jobs/queue/claim-jobs.ts'
import { createHubTasks } from '../tasks.ts'
import { advanceDatabaseTime } from '../testing/database/test-database.ts'
import { hearNodes } from '../testing/hear-nodes.ts'
import { findJobInvariantViolations } from '../testing/job-invariants.ts'
import { createJobWorld, type JobWorld } from '../testing/job-world.ts'
import { manualClock } from '../testing/manual-clock.ts'
import { createHousekeeper } from './create-housekeeper.ts'
import { judgedMoments } from './future-moments.ts'

const dayMs = 86_400_000
let world: JobWorld

beforeEach(async () => {
  world = await createJobWorld()
  await trustClock()
})

afterEach(async () => {
  expect(await findJobInvariantViolations(world.database.db)).toEqual([])
  await world[Symbol.asyncDispose]()
})

describe('a hub whose clock ran 500 days ahead for 75 seconds', () => {
  it('has deleted nothing', async () => {
    const kept = await addHistory()

    await advanceDatabaseTime(world.database, 500 * dayMs)
    await runHub(75_000)
    await advanceDatabaseTime(world.database, -500 * dayMs)
    await runHub(75_000)

    expect(await countHistory()).toEqual(kept)
  })

  it('would have deleted, had the clock gone evenly: the control', async () => {
    await addHistory()

    await advanceDatabaseTime(world.database, 500 * dayMs)
    await trustClock()
    await runHub(75_000)

    expect((await countHistory()).audit).toBe(9)
  })

  it('lets a clock that stays wrong take away no more than a tenth of a history in the first day', async () => {
    await addHistory()

    await advanceDatabaseTime(world.database, 500 * dayMs)
    await runHub(75_000)
    await advanceDatabaseTime(world.database, 23 * 3_600_000)
    await trustClock()
    await runHub(75_000)

    expect(await countHistory()).toEqual({ job: 9, audit: 9, api_key: 9 })
  })
})

describe('a hub whose clock ran two days ahead, and that was killed before it was right again', () => {
  it('calls a node offline that was last heard in that future', async () => {
    await advanceDatabaseTime(world.database, 2 * dayMs)
    await hearNodes(world.database.db)
    await runHub(30_000)
    await advanceDatabaseTime(world.database, -2 * dayMs)
    await runHub(30_000)

    const { rows } = await sql<{ noted_status: string }>`select noted_status from container`.execute(world.database.db)
    expect(rows).toEqual([{ noted_status: 'offline' }])
  })

  it('ends a test that is queued after it, in its time', async () => {
    await advanceDatabaseTime(world.database, 2 * dayMs)
    await runHub(30_000)
    await advanceDatabaseTime(world.database, -2 * dayMs)
    const job = await world.addJob()

    await runHub(31_000)

    expect(await world.readJob(job)).toMatchObject({ state: 'finished', outcome: 'CONTAINER_OFFLINE' })
  })

  it('ends tests that waited and ran in that future, as if they had been started now', async () => {
    await advanceDatabaseTime(world.database, 2 * dayMs)
    const running = await world.addJob()
    await hearNodes(world.database.db)
    await claimJobs(world.context, world.nodes[0], 1)
    const waiting = await world.addJob()
    await runHub(1000)
    await advanceDatabaseTime(world.database, -2 * dayMs)

    await runHub(29_000)
    expect((await world.readJob(waiting)).state).toBe('queued')
    await runHub(91_000)

    expect((await world.readJob(waiting)).outcome).toBe('CONTAINER_OFFLINE')
    expect((await world.readJob(running)).outcome).toBe('CONTAINER_LOST')
  })

  it('lets nothing that was given in that future last longer than its time', async () => {
    await advanceDatabaseTime(world.database, 2 * dayMs)
    await addCredentials()
    await runHub(1000)
    await advanceDatabaseTime(world.database, -2 * dayMs)

    await runHub(1000)

    const { rows } = await sql<{ what: string; hours: number }>`
      select what, round(extract(epoch from ends_at - hub_now()) / 3600)::int as hours from (
        select 'session' as what, expires_at as ends_at from session
        union all select 'key', expires_at from api_key
        union all select 'link', expires_at from one_time
        union all select 'answer', expires_at from idempotency
        union all select 'tries', reset_at from attempt
      ) as each order by what`.execute(world.database.db)
    expect(rows).toEqual([
      { what: 'answer', hours: 24 },
      { what: 'key', hours: 240 },
      { what: 'link', hours: 24 },
      { what: 'session', hours: 12 },
      { what: 'tries', hours: 0 },
    ])
  })
})

describe('a clock that leaps to and fro', () => {
  it('deletes nothing that is kept, and every job ends once it is right', async () => {
    const kept = await addHistory()
    const leap = fc.record({
      aheadDays: fc.constantFrom(-700, -2, -0.02, 0, 0.02, 2, 500),
      runsMs: fc.constantFrom(1000, 40_000, 130_000),
      addsJob: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(leap, { minLength: 1, maxLength: 5 }), async (leaps) => {
        const jobs: string[] = []
        for (const { aheadDays, runsMs, addsJob } of leaps) {
          await advanceDatabaseTime(world.database, aheadDays * dayMs)
          if (addsJob) jobs.push(await world.addJob())
          await claimJobs(world.context, world.nodes[0], 1)
          await runHub(runsMs)
          await advanceDatabaseTime(world.database, -aheadDays * dayMs)
        }

        await runHub(95_000)

        for (const job of jobs) expect((await world.readJob(job)).state).toBe('finished')
        // The jobs of the rounds are history too by now.
        expect(await countHistory()).toMatchObject({ audit: kept.audit, api_key: kept.api_key })
        expect((await countHistory()).job).toBeGreaterThanOrEqual(kept.job + jobs.length)
      }),
      { numRuns: 8, interruptAfterTimeLimit: 20_000 },
    )
  })
})

describe('judgedMoments', () => {
  it('has every moment of the tables, once', async () => {
    const { rows } = await sql<{ moment: string }>`
      select table_name || '.' || column_name as moment from information_schema.columns
      where table_schema = current_schema() and data_type = 'timestamp with time zone' and table_name not like 'kysely%'
      order by 1`.execute(world.database.db)

    expect([...judgedMoments].sort()).toEqual(rows.map(({ moment }) => moment).sort())
  })
})

/** As if hubs had run for hours before. */
async function trustClock(): Promise<void> {
  await sql`insert into database_clock (seen_at, steady_since) values (hub_now(), hub_now() - interval '2 hours')
    on conflict (id) do update set seen_at = excluded.seen_at, steady_since = excluded.steady_since`.execute(
    world.database.db,
  )
}

/** A hub starts, runs for so long and ends. Both clocks go on together. */
async function runHub(durationMs: number): Promise<void> {
  const clock = manualClock()
  const tasks = createHubTasks()
  const failures: object[] = []
  const log = { ...world.context.log, error: (facts: object) => void failures.push(facts) }
  await using _housekeeper = createHousekeeper({ ...world.context, clock, log }, tasks)
  const settle = async (): Promise<void> => {
    await expect.poll(() => clock.sleepers(), { timeout: 10_000, interval: 2 }).toBe(tasks.length)
  }
  await settle()
  for (let leftMs = durationMs; leftMs > 0; leftMs -= 15_000) {
    const stepMs = Math.min(leftMs, 15_000)
    await advanceDatabaseTime(world.database, stepMs)
    clock.advance(stepMs)
    await settle()
  }
  expect(failures).toEqual([])
}

/** Ten rows of each kind of history, written now. */
async function addHistory(): Promise<{ job: number; audit: number; api_key: number }> {
  const { db } = world.database
  for (let i = 0; i < 10; i++) {
    const job = await world.addJob()
    await sql`update job set state = 'finished', outcome = 'OK', title = 'OK', report = '{}', finished_at = hub_now(),
      event_count = 2 where id = ${job}`.execute(db)
    await sql`insert into job_event (job_id, sequence, at, type, data)
      values (${job}, 2, hub_now(), 'finished', '{}')`.execute(db)
    await sql`insert into audit (id, account_id, at, actor, action, outcome, detail, request_id, address)
      values (${createId()}, ${world.account}, hub_now(), '{}', 'kept', 'done', '{}', '', '')`.execute(db)
    await addKey(30)
  }
  return await countHistory()
}

async function countHistory(): Promise<{ job: number; audit: number; api_key: number }> {
  const { rows } = await sql<{ job: number; audit: number; api_key: number }>`
    select (select count(*) from job)::int as job, (select count(*) from audit where action = 'kept')::int as audit,
      (select count(*) from api_key)::int as api_key`.execute(world.database.db)
  return rows[0] ?? { job: 0, audit: 0, api_key: 0 }
}

async function addKey(days: number): Promise<void> {
  await sql`insert into api_key (id, account_id, name, role, key_hash, start, created_by, created_by_name, created_at, expires_at)
    values (${createId()}, ${world.account}, 'key', 'viewer', ${createId()}, 'cck_', ${createId()}, 'Ada', hub_now(),
      hub_now() + make_interval(days => ${days}::int))`.execute(world.database.db)
}

async function addCredentials(): Promise<void> {
  const { db } = world.database
  const person = createId()
  await addKey(10)
  await sql`insert into person (id, email, name, created_at) values (${person}, 'ada@acme.test', 'Ada', hub_now())`.execute(
    db,
  )
  await sql`insert into session (id, token_hash, person_id, method, user_agent, address, created_at, seen_at, expires_at)
    values (${createId()}, 'h', ${person}, 'password', '', '', hub_now(), hub_now(), hub_now() + interval '12 hours')`.execute(
    db,
  )
  await sql`insert into one_time values ('h', 'set-up', '{}', hub_now() + interval '24 hours')`.execute(db)
  await sql`insert into idempotency values ('s', 'k', 'h', ${createId()}, '{}', hub_now() + interval '24 hours')`.execute(
    db,
  )
  await sql`insert into attempt values ('b', 6, hub_now() + interval '1 minute')`.execute(db)
}
