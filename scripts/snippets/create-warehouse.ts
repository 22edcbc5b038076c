import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** An empty database, for documents that deliver into one. */
export interface Warehouse extends AsyncDisposable {
  readonly url: string
}

/** Creates a database on the server of this test run. It is dropped when it is disposed of. */
export async function createWarehouse(): Promise<Warehouse> {
  const { TEST_POSTGRESQL_URL: server = '', TEST_DATABASE_PREFIX: prefix = 'test' } = process.env
  const name = `${prefix}_warehouse_${randomBytes(4).toString('hex')}`
  await administer(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => administer(server, `drop database ${name} with (force)`),
  }
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
