import { sql } from 'kysely'
import pg from 'pg'
import { createId } from '../database/create-id.ts'
import type { HubDatabase } from '../database/hub-database.ts'
import { openEmbeddedDatabase } from '../database/open-embedded.ts'
import { openPostgresqlDatabase } from '../database/open-postgresql.ts'
import { loadEmbeddedTemplate, preparePostgresqlTemplate } from './template.ts'

/**
 * A new, empty database of the hub: embedded, or on the PostgreSQL server whose address stands in
 * `TEST_POSTGRESQL_URL`, where each test gets a database of its own that is dropped when it closes.
 */
export async function openTestDatabase(): Promise<HubDatabase> {
  const server = process.env.TEST_POSTGRESQL_URL
  if (server === undefined || server === '') return await openEmbeddedDatabase({ image: await loadEmbeddedTemplate() })
  const name = `test_${createId().replaceAll('-', '')}`
  await administer(server, async (client) => {
    const template = await preparePostgresqlTemplate(client, server)
    await client.query(`create database ${name} template ${template}`)
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

/** Moves the database's time on, for what expires. */
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

async function administer(server: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
