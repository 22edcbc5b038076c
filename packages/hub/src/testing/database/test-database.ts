import { sql } from 'kysely'
import { openPostgresqlDatabase } from '../../database/connecting/open-postgresql.ts'
import type { HubDatabase } from '../../database/hub-database.ts'
import { borrowDatabase } from './database-pool.ts'

/**
 * An empty database of the hub on the server of this test run, which is given back when it closes. `TEST_POSTGRESQL_URL`
 * holds the server's address: of one that the run has started, or of one that was named from outside.
 */
export async function openTestDatabase(): Promise<HubDatabase> {
  const borrowed = await borrowDatabase()
  const database = await openPostgresqlDatabase({ url: borrowed.url, maxConnections: 5 })
  const close = async (): Promise<void> => {
    await database.close()
    await borrowed.giveBack()
  }
  return { ...database, close, [Symbol.asyncDispose]: close }
}

/** Moves the database's time on, for what expires; back, when it is negative. */
export async function advanceDatabaseTime({ db }: HubDatabase, durationMs: number): Promise<void> {
  const { rows } = await sql<{ seconds: number }>`
    select extract(epoch from hub_now() - statement_timestamp())::float8 as seconds`.execute(db)
  const seconds = (rows[0]?.seconds ?? 0) + durationMs / 1000
  await sql
    .raw(
      `create or replace function hub_now() returns timestamptz language sql stable as 'select statement_timestamp() + interval ''${seconds.toFixed(6)} seconds'''`,
    )
    .execute(db)
}

/** What `hub_now()` says, as ISO 8601: the time that tasks which delete by age are given. */
export async function readDatabaseTime({ db }: HubDatabase): Promise<string> {
  const { rows } = await sql<{ now: Date }>`select hub_now() as now`.execute(db)
  return rows[0]?.now.toISOString() ?? ''
}
