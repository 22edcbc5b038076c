import type { Process } from '@coupa-connector/protocol'
import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import { notFound } from '../../basics/problem.ts'
import { readCursor, toPage } from '../../database/cursor.ts'
import type { ProcessTable } from '../../database/process-tables.ts'
import type { Database } from '../../database/schema.ts'
import { readDeployments } from './deployment-view.ts'

/** One process with its deployments. Throws `NOT_FOUND`. */
export async function readProcess(db: Kysely<Database>, account: string, id: string): Promise<Process> {
  const row = await db
    .selectFrom('process')
    .selectAll()
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('process')
  const [process] = await withDeployments(db, account, [row])
  if (!process) throw notFound('process')
  return process
}

/** A page of the processes of an account, by name. */
export async function listProcesses(
  db: Kysely<Database>,
  account: string,
  query: { readonly limit: number; readonly cursor?: string | undefined; readonly name?: string | undefined },
): Promise<{ items: Process[]; nextCursor: string | null }> {
  const place = readCursor(query.cursor, z.tuple([z.string()]))
  const rows = await db
    .selectFrom('process')
    .selectAll()
    .where('account_id', '=', account)
    .$if(query.name !== undefined, (select) => select.where('name', '=', query.name ?? ''))
    .$if(place !== undefined, (select) => select.where('name', '>', place?.[0] ?? ''))
    .orderBy('name')
    .limit(query.limit + 1)
    .execute()
  const page = toPage(
    rows,
    query.limit,
    (row) => row,
    ({ name }) => [name],
  )
  return { items: await withDeployments(db, account, page.items), nextCursor: page.nextCursor }
}

async function withDeployments(
  db: Kysely<Database>,
  account: string,
  rows: readonly Selectable<ProcessTable>[],
): Promise<Process[]> {
  const deployments = await readDeployments(db, account, { processes: rows.map(({ id }) => id) })
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    latestVersion: row.latest_version,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_name,
    deployments: deployments.filter(({ process }) => process.id === row.id),
  }))
}
