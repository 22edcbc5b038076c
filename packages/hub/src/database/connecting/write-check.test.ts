import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../testing/database/test-database.ts'
import { manualClock } from '../../testing/manual-clock.ts'
import { createWriteCheck } from './write-check.ts'

describe('createWriteCheck', () => {
  it('writes once in five seconds, however often it is asked', async () => {
    await using test = await startCheck()

    await Promise.all([test.check.run(), test.check.run(), test.check.run()])
    const first = await test.checkedAt()
    test.clock.advance(4_999)
    await test.check.run()
    const second = await test.checkedAt()
    test.clock.advance(1)
    await test.check.run()

    expect(second).toEqual(first)
    expect(await test.checkedAt()).not.toEqual(first)
  })

  it('tells a database that takes no writes, and looks again after a second', async () => {
    await using test = await startCheck()
    await sql`alter table write_check rename to write_check_away`.execute(test.db)

    await expect(test.check.run()).rejects.toThrow('write_check')
    await sql`alter table write_check_away rename to write_check`.execute(test.db)
    await expect(test.check.run()).rejects.toThrow('write_check')
    test.clock.advance(1_000)

    await expect(test.check.run()).resolves.toBeUndefined()
  })

  it('tells a lack of room once, and its end when a table fits in', async () => {
    await using test = await startCheck()
    const full = Object.assign(new Error('could not extend file'), { code: '53100', severity: 'ERROR' })

    test.check.hear(full)
    test.check.hear(full)
    test.check.hear(new Error('another'))
    await test.check.run()

    expect(test.lines).toEqual(['The disk of the database is full.', 'The disk of the database has room again.'])
  })
})

async function startCheck() {
  const database = await openTestDatabase()
  const { db } = database
  const clock = manualClock()
  const lines: string[] = []
  const keep = (_facts: object, message: string): void => void lines.push(message)
  const check = createWriteCheck({ db, clock, log: { debug: keep, info: keep, warn: keep, error: keep } })
  return {
    db,
    clock,
    lines,
    check,
    checkedAt: async () => (await db.selectFrom('write_check').select('checked_at').executeTakeFirst())?.checked_at,
    [Symbol.asyncDispose]: () => database.close(),
  }
}
