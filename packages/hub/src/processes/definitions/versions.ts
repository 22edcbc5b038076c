import { compareProcesses, parseProcess } from '@coupa-connector/process'
import { largestInteger, type ProcessVersion, type ResponseOf, type Routes } from '@coupa-connector/protocol'
import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import { notFound } from '../../basics/problem.ts'
import { readCursor, toPage } from '../../database/cursor.ts'
import type { ProcessVersionTable } from '../../database/process-tables.ts'
import type { Database } from '../../database/schema.ts'

/** A page of the versions of a process, the newest first. */
export async function listVersions(
  db: Kysely<Database>,
  account: string,
  process: string,
  query: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ items: ProcessVersion[]; nextCursor: string | null }> {
  const place = readCursor(query.cursor, z.tuple([z.number().int().min(0).max(largestInteger)]))
  const rows = await db
    .selectFrom('process_version')
    .selectAll()
    .where('account_id', '=', account)
    .where('process_id', '=', process)
    .$if(place !== undefined, (select) => select.where('number', '<', place?.[0] ?? 0))
    .orderBy('number', 'desc')
    .limit(query.limit + 1)
    .execute()
  if (rows.length === 0 && place === undefined) throw notFound('process')
  return toPage(rows, query.limit, toVersion, ({ number }) => [number])
}

/** One version. Throws `NOT_FOUND`. */
export async function readVersion(
  db: Kysely<Database>,
  account: string,
  process: string,
  number: number,
): Promise<ProcessVersion> {
  const row = await db
    .selectFrom('process_version')
    .selectAll()
    .where('account_id', '=', account)
    .where('process_id', '=', process)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row) throw notFound('version')
  return toVersion(row)
}

/** What changing to a version means for the state of a deployment, from the one before unless another is named. Throws `NOT_FOUND`. */
export async function compareVersions(
  db: Kysely<Database>,
  account: string,
  process: string,
  { from, to }: { readonly from?: number | undefined; readonly to: number },
): Promise<ResponseOf<Routes['process.comparison']>> {
  const [before, after] = await Promise.all([
    readVersion(db, account, process, from ?? Math.max(1, to - 1)),
    readVersion(db, account, process, to),
  ])
  const { kind, changes } = compareProcesses(parseProcess(before.definition), parseProcess(after.definition))
  return { kind, changes: [...changes] }
}

function toVersion(row: Selectable<ProcessVersionTable>): ProcessVersion {
  return {
    number: row.number,
    definition: row.definition as ProcessVersion['definition'],
    sha256: row.sha256,
    note: row.note,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_name,
    approval:
      row.approved_at === null
        ? null
        : { at: row.approved_at.toISOString(), by: row.approved_by_name ?? 'somebody', person: row.approved_by },
  }
}
