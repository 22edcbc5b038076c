import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { DatabaseError } from '../failures/database-error.ts'
import type { Database } from '../schema.ts'
import { migrations as ownMigrations } from './index.ts'

/**
 * Migrates the database to this program's version: all steps, or none when one fails. Hubs that start together wait for each
 * other. Throws a `DatabaseError` (`DATABASE_NEWER`) when a newer program has migrated it, since there is no way back.
 */
export async function migrate(
  db: Kysely<Database>,
  migrations: Readonly<Record<string, Migration>> = ownMigrations,
): Promise<void> {
  if (await isCurrent(db, migrations)) return
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

/** The name of the last migration that was applied; undefined on an empty database. */
export async function readSchemaVersion(db: Kysely<Database>): Promise<string | undefined> {
  return (await readApplied(db)).at(-1)
}

/** Whether there is nothing to do. Throws as `migrate` does. */
export async function isCurrent(
  db: Kysely<Database>,
  migrations: Readonly<Record<string, Migration>> = ownMigrations,
): Promise<boolean> {
  const applied = await readApplied(db)
  const unknown = applied.filter((name) => !Object.hasOwn(migrations, name))
  if (unknown.length === 0) return applied.length === Object.keys(migrations).length
  const known = Object.keys(migrations).sort().at(-1)
  throw new DatabaseError(
    'DATABASE_NEWER',
    `The database is at ${applied.at(-1)}, written by a newer program; this program knows it up to ${known}.`,
    'Start the newer program, or restore a backup made before the upgrade into an empty database.',
  )
}

async function readApplied(db: Kysely<Database>): Promise<string[]> {
  const found = await sql<{ isThere: boolean }>`
    select to_regclass('kysely_migration') is not null as "isThere"`.execute(db)
  if (found.rows[0]?.isThere !== true) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}
