import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import type { HubContext } from '../context/hub-context.ts'
import type { HubDatabase } from '../database/hub-database.ts'
import { advanceDatabaseTime, openTestDatabase } from '../testing/database/test-database.ts'
import { type ManualClock, manualClock } from '../testing/manual-clock.ts'
import { createHousekeeper } from './create-housekeeper.ts'
import { watchClock } from './database-clock.ts'
import type { HousekeepingTask } from './task.ts'

describe('createHousekeeper', () => {
  it('runs a task at once and again after its interval', async () => {
    await using database = await openTestDatabase()
    const { context, clock } = makeContext(database)
    const run = vi.fn(async () => {})
    await using _housekeeper = createHousekeeper(context, [{ name: 'a', intervalMs: 60_000, run }])
    await asleep(clock, 1)

    await pass(database, clock, 60_000)

    await expect.poll(() => run.mock.calls.length, polling).toBe(2)
  })

  it('gives the turn to one hub at a time', async () => {
    await using database = await openTestDatabase()
    const hubs = Array.from({ length: 3 }, () => makeContext(database))
    const run = vi.fn(async () => {})
    const housekeepers = hubs.map(({ context }) => createHousekeeper(context, [{ name: 'a', intervalMs: 60_000, run }]))

    for (const { clock } of hubs) await asleep(clock, 1)

    expect(run).toHaveBeenCalledTimes(1)
    for (const housekeeper of housekeepers) await housekeeper.stop()
  })

  it('keeps the turn of a task that takes longer than a turn', async () => {
    await using database = await openTestDatabase()
    const first = makeContext(database)
    const second = makeContext(database)
    const gate = Promise.withResolvers<void>()
    const run = vi.fn(() => gate.promise)
    const tasks: HousekeepingTask[] = [{ name: 'a', intervalMs: 1_000, run }]
    const busy = createHousekeeper(first.context, tasks)
    await expect.poll(() => run.mock.calls.length, polling).toBe(1)
    await using _other = createHousekeeper(second.context, tasks)
    await asleep(second.clock, 1)

    for (let i = 0; i < 5; i++) {
      await asleep(first.clock, 1)
      await pass(database, first.clock, 10_000)
      await asleep(first.clock, 1)
      second.clock.advance(10_000)
      await asleep(second.clock, 1)
    }

    expect(run).toHaveBeenCalledTimes(1)
    gate.resolve()
    await busy.stop()
  })

  it('does not wait for a hub that died in a task that may overlap', async () => {
    await using database = await openTestDatabase()
    const dead = makeContext(database)
    const started = vi.fn(() => new Promise<void>(() => {}))
    void createHousekeeper(dead.context, [{ name: 'a', intervalMs: 1_000, mayOverlap: true, run: started }])
    await expect.poll(() => started.mock.calls.length, polling).toBe(1)
    const { context, clock } = makeContext(database)
    const run = vi.fn(async () => {})
    await using _housekeeper = createHousekeeper(context, [{ name: 'a', intervalMs: 1_000, mayOverlap: true, run }])
    await asleep(clock, 1)
    expect(run).not.toHaveBeenCalled()

    await pass(database, clock, 1_000)

    await expect.poll(() => run.mock.calls.length, polling).toBe(1)
  })

  it('lets another hub follow one that died in a task', async () => {
    await using database = await openTestDatabase()
    const dead = makeContext(database)
    void createHousekeeper(dead.context, [{ name: 'a', intervalMs: 1_000, run: () => new Promise(() => {}) }])
    await asleep(dead.clock, 1)
    const { context, clock } = makeContext(database)
    const run = vi.fn(async () => {})
    await using _housekeeper = createHousekeeper(context, [{ name: 'a', intervalMs: 1_000, run }])
    await asleep(clock, 1)
    expect(run).not.toHaveBeenCalled()

    await pass(database, clock, 31_000)

    await expect.poll(() => run.mock.calls.length, polling).toBe(1)
  })

  it('takes a turn that lies further ahead than any can: a clock that ran ahead wrote it', async () => {
    await using database = await openTestDatabase()
    const { context, clock } = makeContext(database)
    const run = vi.fn(async () => {})
    const values = { holder: null, next_run_at: sql<Date>`hub_now() + interval '2 days'` }
    await database.db
      .insertInto('housekeeping')
      .values({ task: 'a', ...values })
      .execute()

    await using _housekeeper = createHousekeeper(context, [{ name: 'a', intervalMs: 60_000, run }])

    await asleep(clock, 1)
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('lets a task that deletes by age wait until the clock of the database has been steady for an hour', async () => {
    await using database = await openTestDatabase()
    const { context, clock } = makeContext(database)
    const remove = vi.fn(async () => {})
    await using _housekeeper = createHousekeeper(context, [{ name: 'a', intervalMs: 6 * 3_600_000, remove }])
    await asleep(clock, 1)
    for (let minutes = 0; minutes < 59; minutes++) {
      await watchClock.run(context)
      await pass(database, clock, 60_000)
      await asleep(clock, 1)
    }
    expect(remove).not.toHaveBeenCalled()

    for (let minutes = 0; minutes < 3; minutes++) {
      await watchClock.run(context)
      await pass(database, clock, 60_000)
      await asleep(clock, 1)
    }

    expect(remove).toHaveBeenCalledTimes(1)
  })

  it('logs a task that throws and tries it again', async () => {
    await using database = await openTestDatabase()
    const { context, clock } = makeContext(database)
    const run = vi.fn(async () => {
      throw new Error('no luck')
    })
    await using _housekeeper = createHousekeeper(context, [{ name: 'a', intervalMs: 60_000, run }])
    await asleep(clock, 1)

    await pass(database, clock, 10_000)

    await expect.poll(() => run.mock.calls.length, polling).toBe(2)
    expect(context.log.error).toHaveBeenCalledWith(expect.objectContaining({ task: 'a' }), expect.any(String))
  })

  it('waits for a task under way when it stops, and runs none after', async () => {
    await using database = await openTestDatabase()
    const { context } = makeContext(database)
    const gate = Promise.withResolvers<void>()
    const run = vi.fn(() => gate.promise)
    const housekeeper = createHousekeeper(context, [{ name: 'a', intervalMs: 1, run }])
    await expect.poll(() => run.mock.calls.length, polling).toBe(1)
    let isStopped = false

    const stopping = housekeeper.stop().then(() => {
      isStopped = true
    })
    await database.ping()
    expect(isStopped).toBe(false)
    gate.resolve()
    await stopping

    expect(run).toHaveBeenCalledTimes(1)
  })
})

const polling = { timeout: 10_000, interval: 5 }

function makeContext(database: HubDatabase): { context: HubContext; clock: ManualClock } {
  const clock = manualClock()
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const context = { database, db: database.db, clock, log, stopping: new AbortController().signal }
  return { context: context as unknown as HubContext, clock }
}

async function asleep(clock: ManualClock, count: number): Promise<void> {
  await expect.poll(() => clock.sleepers(), polling).toBe(count)
}

async function pass(database: HubDatabase, clock: ManualClock, durationMs: number): Promise<void> {
  await advanceDatabaseTime(database, durationMs)
  clock.advance(durationMs)
}
