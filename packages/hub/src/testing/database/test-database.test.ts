import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { HubDatabase } from '../../database/hub-database.ts'
import { advanceDatabaseTime, openTestDatabase } from './test-database.ts'

describe('openTestDatabase', () => {
  it('opens a database that shares nothing with the next one', async () => {
    await using first = await openTestDatabase()
    await using second = await openTestDatabase()

    await first.db.insertInto('installation').values({ key: 'mark', value: '1' }).execute()

    expect(await first.db.selectFrom('installation').select('key').execute()).toEqual([{ key: 'mark' }])
    expect(await second.db.selectFrom('installation').select('key').execute()).toEqual([])
  })

  it('has no rows and the right time, whatever the test before has done with it', async () => {
    const first = await openTestDatabase()
    await first.db.insertInto('installation').values({ key: 'mark', value: '1' }).execute()
    await advanceDatabaseTime(first, 86_400_000)
    const name = await nameOf(first)
    await first.close()
    await using second = await openTestDatabase()

    expect(await nameOf(second)).toBe(name)
    expect(await second.db.selectFrom('installation').select('key').execute()).toEqual([])
    const { rows } = await sql<{ aheadMs: number }>`
      select extract(epoch from hub_now() - statement_timestamp())::float8 * 1000 as "aheadMs"`.execute(second.db)
    expect(rows).toEqual([{ aheadMs: 0 }])
  })

  it('is another one when the test before has changed more than rows', async () => {
    const first = await openTestDatabase()
    await sql`alter table installation add column extra text`.execute(first.db)
    const name = await nameOf(first)
    await first.close()
    await using second = await openTestDatabase()

    expect(await nameOf(second)).not.toBe(name)
  })

  it('opens several at once', async () => {
    const databases = await Promise.all([openTestDatabase(), openTestDatabase(), openTestDatabase()])

    for (const database of databases) await database.close()

    expect(new Set(databases.map(({ kind }) => kind)).size).toBe(1)
  })
})

async function nameOf({ db }: HubDatabase): Promise<string | undefined> {
  return (await sql<{ name: string }>`select current_database() as name`.execute(db)).rows[0]?.name
}
