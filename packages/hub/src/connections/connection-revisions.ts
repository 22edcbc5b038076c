import type { Actor, ResponseOf, Routes } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { notFound } from '../basics/problem.ts'
import { readCursor, toPage } from '../database/cursor.ts'
import type { Database } from '../database/schema.ts'

/** What people can change of a connection. */
export interface ConnectionContent {
  readonly name: string
  readonly description: string
  readonly folder: string
  readonly labels: readonly string[]
  readonly fields: Readonly<Record<string, string>>
  /** Ids by field. */
  readonly secrets: Readonly<Record<string, string>>
}

export interface RevisionChange {
  field: string
  from: string | null
  to: string | null
  isSecret: boolean
}

/** The differences, field by field. A secret only shows that it was set, changed or removed. */
export function changesBetween(from: ConnectionContent | null, to: ConnectionContent): RevisionChange[] {
  const plain = (content: ConnectionContent | null): Record<string, string> =>
    content === null
      ? {}
      : {
          name: content.name,
          ...(content.description === '' ? {} : { description: content.description }),
          ...(content.folder === '' ? {} : { folder: content.folder }),
          ...(content.labels.length === 0 ? {} : { labels: content.labels.join(', ') }),
          ...content.fields,
        }
  const [before, after] = [plain(from), plain(to)]
  const changes = keysOf(before, after).flatMap((field): RevisionChange[] => {
    const change = { field, from: before[field] ?? null, to: after[field] ?? null, isSecret: false }
    return change.from === change.to ? [] : [change]
  })
  const [held, holds] = [from?.secrets ?? {}, to.secrets]
  const secrets = keysOf(held, holds).flatMap((field): RevisionChange[] => {
    const [was, is] = [held[field], holds[field]]
    if (was === is) return []
    const now = is === undefined ? null : was === undefined ? 'set' : 'changed'
    return [{ field, from: was === undefined ? null : 'set', to: now, isSecret: true }]
  })
  return [...changes, ...secrets]
}

export interface NewRevision {
  readonly account: string
  readonly connection: string
  readonly revision: number
  readonly content: ConnectionContent
  readonly changes: readonly RevisionChange[]
  readonly changedBy: Actor
}

/** Notes a revision, in the transaction that makes it. */
export async function recordRevision(trx: Kysely<Database>, revision: NewRevision): Promise<void> {
  await trx
    .insertInto('connection_revision')
    .values({
      account_id: revision.account,
      connection_id: revision.connection,
      revision: revision.revision,
      name: revision.content.name,
      fields: JSON.stringify(revision.content.fields),
      changes: JSON.stringify(revision.changes),
      changed_by: JSON.stringify(revision.changedBy),
      changed_at: sql<Date>`hub_now()`,
    })
    .execute()
}

const place = z.tuple([z.number().int().min(1).max(2_147_483_647)])

/** A page of the revisions, newest first. Also works for a deleted connection. Throws `NOT_FOUND`. */
export async function listRevisions(
  db: Kysely<Database>,
  account: string,
  connection: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<ResponseOf<Routes['connection.revisions']>> {
  const before = readCursor(cursor, place)
  const rows = await db
    .selectFrom('connection_revision')
    .select(['revision', 'name', 'fields', 'changes', 'changed_by', 'changed_at'])
    .where('account_id', '=', account)
    .where('connection_id', '=', connection)
    .$if(before !== undefined, (query) => query.where('revision', '<', before?.[0] ?? 0))
    .orderBy('revision', 'desc')
    .limit(limit + 1)
    .execute()
  // Every connection has a first revision.
  if (rows.length === 0 && before === undefined) throw notFound('connection')
  return toPage(
    rows,
    limit,
    (row) => ({
      revision: row.revision,
      changedAt: row.changed_at.toISOString(),
      changedBy: row.changed_by,
      changes: [...row.changes],
      name: row.name,
      fields: row.fields,
    }),
    (row) => [row.revision],
  )
}

function keysOf(...records: Readonly<Record<string, string>>[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))]
}
