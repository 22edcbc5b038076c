import type { ConnectionSummary } from '@coupa-connector/protocol'
import { type Kysely, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { readCursor, toPage } from '../database/cursor.ts'
import type { Database } from '../database/schema.ts'
import { type ConnectionState, connectionState } from './connection-state.ts'
import { summaryColumns, toSummary } from './connection-view.ts'

export interface ConnectionQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly search?: string | undefined
  readonly folder?: string | undefined
  readonly label?: string | undefined
  readonly state?: ConnectionState | undefined
}

// NUL would not reach the database.
const place = z.tuple([z.string().regex(/^[^\0]*$/), z.uuid()])

/**
 * A page of the connections of an account, by name. With filters, the account's rows are read in that order until the page is
 * full, because parts of words have no index.
 */
export async function listConnections(
  db: Kysely<Database>,
  account: string,
  { limit, cursor, search = '', folder, label, state }: ConnectionQuery,
): Promise<{ items: ConnectionSummary[]; nextCursor: string | null }> {
  const after = readCursor(cursor, place)
  let query = db
    .selectFrom('connection')
    .select(summaryColumns)
    .select([connectionState().as('state'), sql<string>`lower(name)`.as('sort_name')])
    .where('account_id', '=', account)
  if (after) query = query.where(sql<SqlBool>`(lower(name), id) > (${after[0]}, ${after[1]}::uuid)`)
  for (const word of wordsOf(search)) query = query.where('search_text', 'like', `%${escapeLike(word)}%`)
  if (folder !== undefined) query = query.where('folder', '=', folder)
  if (label !== undefined) query = query.where(sql<SqlBool>`labels @> ${JSON.stringify([label])}::jsonb`)
  if (state !== undefined) query = query.where(sql<SqlBool>`${connectionState()} = ${state}`)
  const rows = await query
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  return toPage(rows, limit, toSummary, (row) => [row.sort_name, row.id])
}

/** The text that words are looked for in. */
export function searchTextOf(connection: {
  readonly name: string
  readonly organization: string
  readonly description: string
  readonly folder: string
  readonly labels: readonly string[]
}): string {
  const { name, organization, description, folder, labels } = connection
  return [name, organization, description, folder, ...labels].join('\n').toLowerCase()
}

function wordsOf(search: string): string[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
}

function escapeLike(word: string): string {
  return word.replaceAll(/[\\%_]/g, '\\$&')
}
