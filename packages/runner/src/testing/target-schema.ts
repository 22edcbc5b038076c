import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Target } from './invoice-run.ts'

/** A schema of its own on the server of the test run. */
export interface TargetSchema extends AsyncDisposable {
  readonly target: Target
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>
}

export async function createTargetSchema(): Promise<TargetSchema> {
  const url = process.env.TEST_POSTGRESQL_URL
  if (url === undefined)
    throw new TypeError('TEST_POSTGRESQL_URL is missing: run the tests with npm test or npx vitest')
  const schema = `process_${randomBytes(5).toString('hex')}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    target: { kind: 'postgresql', settings: { url, schema } },
    query: async (sql) => (await client.query<Record<string, unknown>>(sql.replaceAll('$schema', schema))).rows,
    [Symbol.asyncDispose]: async () => {
      await client.query(`drop schema if exists ${schema} cascade`)
      await client.end()
    },
  }
}
