import { describe, expect, it, vi } from 'vitest'
import type { HubDatabase } from '../database/hub-database.ts'
import type { HubContext } from '../hub-context.ts'
import { type ManualClock, manualClock } from '../testing/manual-clock.ts'
import { advanceDatabaseTime, openTestDatabase } from '../testing/test-database.ts'
import { createHousekeeper } from './create-housekeeper.ts'
import { createExpiryTasks } from './expire-rows.ts'
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

describe('createExpiryTasks', () => {
  it('takes away what has expired and keeps the rest, in more than one batch', async () => {
    await using database = await openTestDatabase()
    const { db } = database
    const rows = (
      prefix: string,
      count: number,
      expires: string,
    ): { bucket: string; count: number; reset_at: string }[] =>
      Array.from({ length: count }, (_, i) => ({ bucket: `${prefix}${i}`, count: 1, reset_at: expires }))
    await db
      .insertInto('attempt')
      .values(rows('old', 2_500, '2020-01-01Z'))
      .execute()
    await db
      .insertInto('attempt')
      .values(rows('new', 3, '2999-01-01Z'))
      .execute()
    const values = { purpose: 'x', data: '{}' }
    await db
      .insertInto('one_time')
      .values([
        { hash: 'old', ...values, expires_at: '2020-01-01Z' },
        { hash: 'new', ...values, expires_at: '2999-01-01Z' },
      ])
      .execute()

    for (const task of createExpiryTasks()) await task.run(makeContext(database).context)

    expect(await db.selectFrom('attempt').select('bucket').orderBy('bucket').execute()).toEqual(
      ['new0', 'new1', 'new2'].map((bucket) => ({ bucket })),
    )
    expect(await db.selectFrom('one_time').select('hash').execute()).toEqual([{ hash: 'new' }])
  })

  it('keeps the audit log for its days and no longer', async () => {
    await using database = await openTestDatabase()
    const { db } = database
    const entry = { actor: '{}', action: 'x', outcome: 'done', detail: '{}', request_id: '', address: '' } as const
    const at = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()
    await db
      .insertInto('audit')
      .values([9, 11].map((days) => ({ ...entry, id: `00000000-0000-7000-8000-0000000000${days + 10}`, at: at(days) })))
      .execute()
    const task = createExpiryTasks({ auditRetentionDays: 10 }).find(({ name }) => name === 'forget-old-audit')

    await task?.run(makeContext(database).context)

    expect(await db.selectFrom('audit').select('id').execute()).toHaveLength(1)
  })

  it('refuses a retention that is no number of days', () => {
    expect(() => createExpiryTasks({ jobRetentionDays: 0 })).toThrow(TypeError)
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
