import { sql } from 'kysely'
import pg from 'pg'
import { createId } from '../database/create-id.ts'
import type { HubDatabase } from '../database/hub-database.ts'
import { openPostgresqlDatabase } from '../database/open-postgresql.ts'
import { prepareTemplate } from './template.ts'

/**
 * A new, empty database of the hub on the server of this test run, dropped when it closes. `TEST_POSTGRESQL_URL` holds the
 * server's address: of one that the run has started, or of one that was named from outside.
 */
export async function openTestDatabase(): Promise<HubDatabase> {
  const server = testServerUrl()
  const name = `test_${createId().replaceAll('-', '')}`
  await administer(server, async (client) => {
    const template = await prepareTemplate(client, server)
    // Copies files instead of writing every page to the log first: half the work.
    await client.query(`create database ${name} template ${template} strategy file_copy`)
  })
  const url = new URL(server)
  url.pathname = `/${name}`
  const database = await openPostgresqlDatabase({ url: url.href, maxConnections: 5 })
  const close = async (): Promise<void> => {
    await database.close()
    await administer(server, (client) => client.query(`drop database ${name} with (force)`))
  }
  return { ...database, close, [Symbol.asyncDispose]: close }
}

/** The address of the server of this test run, for its administrator. */
export function testServerUrl(): string {
  const url = process.env.TEST_POSTGRESQL_URL
  if (url === undefined || url === '') throw new Error('TEST_POSTGRESQL_URL is not set: run the tests with vitest.')
  return url
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

async function administer(server: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
