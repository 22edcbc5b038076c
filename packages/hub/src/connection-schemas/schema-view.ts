import type { QueryOf, ResponseOf, Routes, SchemaSnapshot } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { readCursor, toPage } from '../database/cursor.ts'
import { isBehind, microsecondsOf, momentPlace } from '../database/place.ts'
import type { Database } from '../database/schema.ts'

/** What is known of the fields of an organization; null before they were read. */
export async function readSnapshot(
  db: Kysely<Database>,
  account: string,
  connection: string,
): Promise<SchemaSnapshot | null> {
  const row = await db
    .selectFrom('schema_snapshot')
    .select(['job_id', 'read_at', 'content'])
    .where('account_id', '=', account)
    .where('connection_id', '=', connection)
    // What was just read is shown when it is compared, seconds later; the very first at once.
    .orderBy('is_noted', 'desc')
    .orderBy('read_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { readAt: row.read_at.toISOString(), job: row.job_id, schema: row.content }
}

/** A page of what has changed, newest first. */
export async function listDrifts(
  db: Kysely<Database>,
  account: string,
  connection: string,
  { limit, cursor }: QueryOf<Routes['connectionSchema.changes']>,
): Promise<ResponseOf<Routes['connectionSchema.changes']>> {
  const place = readCursor(cursor, momentPlace)
  const rows = await db
    .selectFrom('schema_drift')
    .select(['id', 'from_at', 'at', 'count', 'changes'])
    .select(microsecondsOf('at').as('microseconds'))
    .where('account_id', '=', account)
    .where('connection_id', '=', connection)
    .$if(place !== undefined, (query) => query.where(isBehind(place ?? [0, ''], 'at', 'id')))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return toPage(
    rows,
    limit,
    ({ id, from_at, at, count, changes }) => ({
      id,
      fromAt: from_at.toISOString(),
      at: at.toISOString(),
      count,
      changes: [...changes],
    }),
    ({ microseconds, id }) => [Number(microseconds), id],
  )
}
