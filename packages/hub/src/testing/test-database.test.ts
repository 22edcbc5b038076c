import { describe, expect, it } from 'vitest'
import { openTestDatabase } from './test-database.ts'

describe('openTestDatabase', () => {
  it('opens a database that shares nothing with the next one', async () => {
    await using first = await openTestDatabase()
    await using second = await openTestDatabase()

    await first.db.insertInto('installation').values({ key: 'mark', value: '1' }).execute()

    expect(await first.db.selectFrom('installation').select('key').execute()).toEqual([{ key: 'mark' }])
    expect(await second.db.selectFrom('installation').select('key').execute()).toEqual([])
  })

  it('opens several at once', async () => {
    const databases = await Promise.all([openTestDatabase(), openTestDatabase(), openTestDatabase()])

    for (const database of databases) await database.close()

    expect(new Set(databases.map(({ kind }) => kind)).size).toBe(1)
  })
})
