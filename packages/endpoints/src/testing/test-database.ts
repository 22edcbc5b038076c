import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { DestinationType, EndpointClock } from '../contract/destination-type.ts'

export const testClock: EndpointClock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs)),
}

/** A schema of its own on the server of the test run. */
export interface TestSchema extends AsyncDisposable {
  readonly url: string
  readonly schema: string
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  open(type: DestinationType): ReturnType<DestinationType['open']>
}

export async function createTestSchema(): Promise<TestSchema> {
  const url = process.env.TEST_POSTGRESQL_URL
  if (url === undefined)
    throw new TypeError('TEST_POSTGRESQL_URL is missing: run the tests with npm test or npx vitest')
  const schema = `endpoint_${randomBytes(5).toString('hex')}`
  const named = new URL(url)
  named.searchParams.set('application_name', schema)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    url,
    schema,
    query: async (sql) => (await client.query<Record<string, unknown>>(sql.replaceAll('$schema', schema))).rows,
    // Its connections carry its name, so that a test can end them and no others.
    open: async (type) => await type.open({ url: named.href, schema }, { clock: testClock, delivery: {} }),
    [Symbol.asyncDispose]: async () => {
      await client.query(`drop schema if exists ${schema} cascade`)
      await client.end()
    },
  }
}
