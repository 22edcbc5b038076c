import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../testing/database/test-database.ts'
import { migrations } from './index.ts'
import { migrate, readSchemaVersion } from './migrate.ts'

const later = {
  ...migrations,
  '0998-adds': {
    up: async (db: Parameters<typeof migrate>[0]) => void (await sql`create table extra (id int)`.execute(db)),
  },
}
const failing = {
  ...later,
  '0999-fails': {
    up: async (db: Parameters<typeof migrate>[0]) => void (await sql`create table nonsense (`.execute(db)),
  },
}

describe('migrate', () => {
  it('is refused on a database that a newer program has been at, and names both', async () => {
    await using database = await openTestDatabase()
    await migrate(database.db, later)

    const error = await migrate(database.db).catch((e) => e)

    expect(error).toMatchObject({ code: 'DATABASE_NEWER' })
    expect(error.message).toContain('0998-adds')
    expect(error.message).toContain(Object.keys(migrations).at(-1))
  })

  it('leaves nothing half done when a step fails', async () => {
    await using database = await openTestDatabase()
    const before = await readSchemaVersion(database.db)

    await expect(migrate(database.db, failing)).rejects.toThrow()

    expect(await readSchemaVersion(database.db)).toBe(before)
    const { rows } = await sql`select to_regclass('extra') as found`.execute(database.db)
    expect(rows).toEqual([{ found: null }])
    await migrate(database.db, later)
    expect(await readSchemaVersion(database.db)).toBe('0998-adds')
  })
})
