import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { silentLog } from '../../basics/silent-log.ts'
import type { HubDatabase } from '../../database/hub-database.ts'
import type { Database } from '../../database/schema.ts'
import { openTestDatabase } from '../../testing/database/test-database.ts'
import { createPgBossEngine } from './pg-boss-engine.ts'
import type { EngineAttempt, RunEngine } from './run-engine.ts'

describe('the engine of runs', () => {
  let database: HubDatabase
  let [one, other]: RunEngine[] = []

  beforeAll(async () => {
    database = await openTestDatabase()
    one = createPgBossEngine({ database, log: silentLog })
    other = createPgBossEngine({ database, log: silentLog })
  })
  afterAll(async () => {
    await Promise.all([one?.close(), other?.close()])
    await database.close()
  })

  const inTransaction = <Result>(work: (trx: Kysely<Database>) => Promise<Result>): Promise<Result> =>
    database.db.transaction().execute(work)
  const engines = (): [RunEngine, RunEngine] => [one as RunEngine, other as RunEngine]

  async function startRun(container: string, account = randomUUID()): Promise<string> {
    const [engine] = engines()
    const run = randomUUID()
    await inTransaction((trx) => engine.start(trx, { run, account, container }))
    return run
  }

  const claim = (engine: RunEngine, container: string, room = 5): Promise<readonly EngineAttempt[]> =>
    inTransaction((trx) => engine.claim(trx, container, room))

  it('gives a run to one node, of whichever hub', async () => {
    const container = randomUUID()
    const run = await startRun(container)

    const claims = await Promise.all(engines().map((engine) => claim(engine, container)))

    expect(claims.flat()).toEqual([{ run, engineAttempt: 0 }])
  })

  it('starts nothing when the transaction is rolled back', async () => {
    const [engine] = engines()
    const container = randomUUID()

    const failing = inTransaction(async (trx) => {
      await engine.start(trx, { run: randomUUID(), account: randomUUID(), container })
      throw new Error('no')
    })

    await expect(failing).rejects.toThrow('no')
    expect(await claim(engine, container)).toEqual([])
  })

  it('gives each account a turn before one of them gets a second run', async () => {
    const [engine] = engines()
    const container = randomUUID()
    const [large, small] = [randomUUID(), randomUUID()]
    for (let count = 0; count < 4; count++) await startRun(container, large)
    const ofSmall = await startRun(container, small)

    const first = await claim(engine, container, 2)

    expect(first.map(({ run }) => run)).toContain(ofSmall)
  })

  it('says which runs a node has lost: to another attempt, or because they ended', async () => {
    const [engine] = engines()
    const container = randomUUID()
    const run = await startRun(container)
    const [attempt] = await claim(engine, container)
    const later = { run, engineAttempt: 1 }

    expect(await engine.beat(container, [attempt as EngineAttempt])).toEqual([])
    expect(await engine.beat(container, [later])).toEqual([run])
    await inTransaction((trx) => engine.end(trx, container, run))
    expect(await engine.beat(container, [attempt as EngineAttempt])).toEqual([run])
  })

  it('offers a run again that was given back', async () => {
    const [engine] = engines()
    const container = randomUUID()
    const run = await startRun(container)
    const [attempt] = await claim(engine, container)

    await inTransaction((trx) => engine.release(trx, container, attempt as EngineAttempt))

    await vi.waitFor(async () => expect(await claim(engine, container)).toEqual([{ run, engineAttempt: 1 }]), 10_000)
  })

  it('offers a run again whose node was not heard of for 10 seconds', async () => {
    const [engine, second] = engines()
    const container = randomUUID()
    const run = await startRun(container)
    await claim(engine, container)

    const takenOver = await vi.waitUntil(
      async () => {
        await second.recover([container])
        const [again] = await claim(second, container)
        return again
      },
      { timeout: 20_000, interval: 500 },
    )

    expect(takenOver).toEqual({ run, engineAttempt: 1 })
  })

  it('wakes a schedule at its last planned moment, once, whoever listens', async () => {
    const heard: string[] = []
    const listener = async (schedules: readonly string[]): Promise<void> => {
      heard.push(...schedules)
    }
    for (const engine of engines()) await engine.onDue(listener)
    const [engine] = engines()
    const [later, soon] = [randomUUID(), randomUUID()]
    await engine.plan(database.db, later, new Date(Date.now() + 3_600_000))
    await engine.plan(database.db, soon, new Date(Date.now() + 3_600_000))
    await engine.plan(database.db, soon, new Date())

    await vi.waitFor(() => expect(heard).toEqual([soon]), 10_000)
  })

  it('plans nothing anew that it holds, unless that is overdue', async () => {
    const [engine] = engines()
    const [held, overdue, missing] = [randomUUID(), randomUUID(), randomUUID()]
    const [inAnHour, inTwoHours] = [new Date(Date.now() + 3_600_000), new Date(Date.now() + 7_200_000)]
    for (const id of [held, overdue]) await engine.plan(database.db, id, inAnHour)

    await engine.reconcile({
      runs: [],
      schedules: [
        { id: held, at: inTwoHours },
        { id: overdue, at: inTwoHours, isOverdue: true },
        { id: missing, at: inTwoHours },
      ],
    })

    const { rows } = await sql<{ schedule: string; at: Date }>`
      select singleton_key as schedule, start_after as at from coupa_connector_queue.job
      where singleton_key in (${sql.join([held, overdue, missing])})`.execute(database.db)
    expect(Object.fromEntries(rows.map(({ schedule, at }) => [schedule, at.getTime()]))).toEqual({
      [held]: inAnHour.getTime(),
      [overdue]: inTwoHours.getTime(),
      [missing]: inTwoHours.getTime(),
    })
  })

  it('makes anew what it should hold when its tables are gone', async () => {
    const container = randomUUID()
    const [run, schedule] = [randomUUID(), randomUUID()]
    await using fresh = await openTestDatabase()
    const first = createPgBossEngine({ database: fresh, log: silentLog })
    await fresh.db.transaction().execute((trx) => first.claim(trx, container, 1))
    await first.close()
    await sql`drop schema coupa_connector_queue cascade`.execute(fresh.db)
    const engine = createPgBossEngine({ database: fresh, log: silentLog })
    const heard: string[] = []
    await engine.onDue(async (schedules) => void heard.push(...schedules))

    const wanted = {
      runs: [{ run, account: randomUUID(), container }],
      schedules: [{ id: schedule, at: new Date() }],
    }
    await engine.reconcile(wanted)
    await engine.reconcile(wanted)

    const taken = await fresh.db.transaction().execute((trx) => engine.claim(trx, container, 5))
    expect(taken).toEqual([{ run, engineAttempt: 0 }])
    await vi.waitFor(() => expect(heard).toEqual([schedule]), 10_000)
    await engine.close()
  })
})
