import type { Client } from 'pg'
import type { CheckReport } from '../../contract/check.ts'
import { EndpointError } from '../../contract/endpoint-error.ts'
import { type CheckStep, runCheck } from '../../contract/run-check.ts'
import type { LoadSource } from '../../contract/source.ts'
import type { OpenSourceOptions } from '../../contract/source-type.ts'
import { connect } from '../../postgresql/connect.ts'
import { createSpooledSource, type GivenRecords } from '../spool/create-spooled-source.ts'
import { queryError } from './query-error.ts'
import { columnsOfQuery, pagesByCursor, pagesByKey, type QueryPage } from './query-pages.ts'
import { columnNames, toRecord } from './row-values.ts'

/** Reads the rows of a query once, and keeps them until they are loaded: no transaction waits for Coupa. */
export function createPostgresqlSource(
  settings: Readonly<Record<string, string>>,
  options: OpenSourceOptions,
): LoadSource {
  const { query, keySet = [] } = options.intake
  if (query === undefined) {
    throw new EndpointError('SETTING_INVALID', 'A source of the kind postgresql needs a query.', {
      field: 'query',
      remedy: 'Write source.query into the definition.',
    })
  }
  return createSpooledSource({
    ...options,
    name: 'query',
    doesNullClear: false,
    read: async () => await firstPage(rowsOf(settings, query, keySet, options)),
    check: () => checkQuery(settings, query, options),
    close: async () => {},
  })
}

/** The columns are known with the first page. */
async function firstPage(pages: AsyncGenerator<QueryPage>): Promise<GivenRecords> {
  const first = await pages.next()
  if (first.done === true) throw new TypeError('a query has a first page')
  const names = columnNames(first.value)
  async function* records(page: QueryPage): AsyncGenerator<Readonly<Record<string, unknown>>> {
    for (const row of page.rows) yield toRecord(names, page.fields, row)
    for await (const { fields, rows } of pages) for (const row of rows) yield toRecord(names, fields, row)
  }
  return { columns: names, records: records(first.value) }
}

async function* rowsOf(
  settings: Readonly<Record<string, string>>,
  query: string,
  keySet: readonly string[],
  { checkAddress, signal }: OpenSourceOptions,
): AsyncGenerator<QueryPage> {
  let client: Client | undefined
  const abort = (): void => void client?.end().catch(() => {})
  signal?.addEventListener('abort', abort, { once: true })
  try {
    client = await connectToRead(settings, { checkAddress })
    signal?.throwIfAborted()
    for await (const page of keySet.length === 0 ? pagesByCursor(client, query) : pagesByKey(client, query, keySet)) {
      yield page
      signal?.throwIfAborted()
    }
  } catch (error) {
    signal?.throwIfAborted()
    throw queryError(error, 'Reading')
  } finally {
    signal?.removeEventListener('abort', abort)
    await client?.end().catch(() => {})
  }
}

/** Nothing can be changed on this connection. */
async function connectToRead(
  settings: Readonly<Record<string, string>>,
  options: Pick<OpenSourceOptions, 'checkAddress'>,
): Promise<Client> {
  const client = await connect(settings, options)
  // A connection that is lost between two requests is met by the next one.
  client.on('error', () => {})
  await client.query('set default_transaction_read_only = on')
  return client
}

/** Connects, and asks for the columns of the query. */
async function* checkQuery(
  settings: Readonly<Record<string, string>>,
  query: string,
  options: OpenSourceOptions,
): AsyncGenerator<CheckReport> {
  let client: Client | undefined
  const steps: readonly CheckStep[] = [
    [
      'connect',
      'The database can be reached, and the user is known there.',
      async () => {
        client = await connectToRead(settings, options)
      },
    ],
    [
      'read',
      'The query can be read.',
      async () => {
        if (client !== undefined) columnNames(await columnsOfQuery(client, query))
      },
    ],
  ]
  try {
    yield* runCheck(steps, options.clock, (error, stage) => queryError(error, `The stage ${stage}`))
  } finally {
    await client?.end().catch(() => {})
  }
}
