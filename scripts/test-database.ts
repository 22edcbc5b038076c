// Set-up of a test run: one PostgreSQL server for all tests. They make databases of their own on it.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startOwnServer } from '../packages/hub/src/testing/database/own-server.ts'

/** Called once by vitest. The server's address reaches the tests as `TEST_POSTGRESQL_URL`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_POSTGRESQL_URL
  const prefix = `test_${randomBytes(4).toString('hex')}`
  const server = given ? undefined : await startOwnServer()
  const url = given || server?.url
  project.config.env = { ...project.config.env, TEST_POSTGRESQL_URL: url, TEST_DATABASE_PREFIX: prefix }
  return async () => {
    if (given) await dropDatabases(given, prefix)
    await server?.[Symbol.asyncDispose]()
  }
}

/** Leaves nothing of the run on a server that is not its own. */
async function dropDatabases(server: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [prefix],
    )
    for (const { name } of rows) await client.query(`drop database ${name} with (force)`)
  } finally {
    await client.end()
  }
}
