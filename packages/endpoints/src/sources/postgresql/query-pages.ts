import type { Client, FieldDef, QueryArrayConfig, QueryConfig } from 'pg'
import { EndpointError } from '../../contract/endpoint-error.ts'
import { quoted } from '../../postgresql/sql-names.ts'

/** Rows that are fetched at once. */
const pageRows = 1000
/** Values stay the texts that the server writes: exact, and the same on every machine. */
const asTexts: NonNullable<QueryArrayConfig['types']> = { getTypeParser: () => (text: string) => text }
const cursor = 'coupa_connector_rows'

/** Some rows of a query; values are the texts of the server. */
export interface QueryPage {
  readonly fields: readonly FieldDef[]
  readonly rows: readonly (readonly (string | null)[])[]
}

/** Reads a query through a cursor, in one transaction that sees one state of the database and cannot change it. */
export async function* pagesByCursor(client: Client, query: string): AsyncGenerator<QueryPage> {
  await client.query('begin transaction isolation level repeatable read read only')
  try {
    await declare(client, query)
    for (;;) {
      const page = await client.query<(string | null)[]>(pageConfig(`fetch forward ${pageRows} from ${cursor}`))
      yield page
      if (page.rows.length < pageRows) return
    }
  } finally {
    await client.query('rollback').catch(() => {})
  }
}

/** The columns of a query without its rows. */
export async function columnsOfQuery(client: Client, query: string): Promise<QueryPage> {
  await client.query('begin transaction read only')
  try {
    await declare(client, query)
    return await client.query<(string | null)[]>(pageConfig(`fetch forward 0 from ${cursor}`))
  } finally {
    await client.query('rollback').catch(() => {})
  }
}

/** In the extended protocol the server refuses a query that is several statements. */
async function declare(client: Client, query: string): Promise<void> {
  const text = `declare ${cursor} no scroll cursor for ${withoutEnd(query)}`
  const config: QueryConfig & { readonly queryMode: 'extended' } = { text, queryMode: 'extended' }
  await client.query(config)
}

/**
 * Reads a query page by page in the order of columns that identify a row: each page is a statement of its own, so that no
 * transaction is open for long. Throws `EndpointError` where the columns do not identify every row, since rows would be
 * passed over.
 */
export async function* pagesByKey(client: Client, query: string, keySet: readonly string[]): AsyncGenerator<QueryPage> {
  const from = `from (${withoutEnd(query)}\n) as coupa_connector_query`
  const columns = keySet.map(quoted)
  const isNull = columns.map((column) => `${column} is null`).join(' or ')
  const nulls = await client.query(pageConfig(`select 1 ${from} where ${isNull} limit 1`))
  if (nulls.rows.length > 0) throw notIdentified(keySet, 'is null in a row')
  const order = columns.join(', ')
  let last: readonly (string | null)[] | undefined
  for (;;) {
    const places = keySet.map((_, place) => `$${place + 1}`).join(', ')
    const after = last === undefined ? '' : `where (${order}) > (${places})`
    const text = `select * ${from} ${after} order by ${order} limit ${pageRows + 1}`
    const { fields, rows } = await client.query<(string | null)[]>(pageConfig(text, last))
    const keyPlaces = keySet.map((column) => fields.findIndex(({ name }) => name === column))
    const keys = rows.map((row) => keyPlaces.map((place) => row[place] ?? null))
    const twice = keys.find((key, place) => place > 0 && isEqual(key, keys[place - 1] ?? []))
    if (twice !== undefined) throw notIdentified(keySet, `is ${twice.join(', ')} in two rows`)
    yield { fields, rows: rows.slice(0, pageRows) }
    if (rows.length <= pageRows) return
    last = keys[pageRows - 1]
  }
}

function pageConfig(text: string, values: readonly (string | null)[] = []): QueryArrayConfig {
  return { text, values: [...values], rowMode: 'array', types: asTexts }
}

function withoutEnd(query: string): string {
  return query.trim().replace(/;\s*$/, '')
}

function isEqual(one: readonly (string | null)[], other: readonly (string | null)[]): boolean {
  return one.every((value, place) => value === other[place])
}

function notIdentified(keySet: readonly string[], how: string): EndpointError {
  return new EndpointError('REFUSED', `source.keySet (${keySet.join(', ')}) ${how} of the query.`, {
    field: 'keySet',
    remedy: 'Name columns that identify every row and are never null, or remove source.keySet.',
  })
}
