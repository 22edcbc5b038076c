import type { BodyOf, ProcessFailure, Routes } from '@coupa-connector/protocol'
import { type Kysely, type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { notFound } from '../../basics/problem.ts'
import { readCursor, toPage } from '../../database/cursor.ts'
import type { ProcessFailureTable } from '../../database/process-tables.ts'
import type { Database } from '../../database/schema.ts'
import { failureGroupOf } from '../open-work/failure-group.ts'

type Filter = BodyOf<Routes['failures.retry']>

/** A page of the records of a deployment that were set aside, by id. */
export async function listFailures(
  db: Kysely<Database>,
  deployment: string,
  query: {
    readonly limit: number
    readonly cursor?: string | undefined
    readonly state?: ProcessFailure['state'] | undefined
    readonly class?: string | undefined
    readonly group?: string | undefined
    readonly run?: string | undefined
  },
): Promise<{ items: ProcessFailure[]; nextCursor: string | null }> {
  const place = readCursor(query.cursor, z.tuple([z.string()]))
  const { state, class: kind, group, run } = query
  const rows = await db
    .selectFrom('process_failure')
    .selectAll()
    .where('deployment_id', '=', deployment)
    .$if(state !== undefined, (select) => select.where('state', '=', state ?? 'open'))
    .$if(kind !== undefined, (select) => select.where('class', '=', kind ?? ''))
    .$if(group !== undefined, (select) => select.where(failureGroupOf, '=', group ?? ''))
    .$if(run !== undefined, (select) => select.where('run', '=', run ?? ''))
    .$if(place !== undefined, (select) => select.where('record_id', '>', place?.[0] ?? ''))
    .orderBy('record_id')
    .limit(query.limit + 1)
    .execute()
  return toPage(rows, query.limit, toFailure, ({ record_id }) => [record_id])
}

/** One record that was set aside. Throws `NOT_FOUND`. */
export async function readFailure(db: Kysely<Database>, deployment: string, id: string): Promise<ProcessFailure> {
  const row = await db
    .selectFrom('process_failure')
    .selectAll()
    .where('deployment_id', '=', deployment)
    .where('record_id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw notFound('failure')
  return toFailure(row)
}

/** Ids of open failures. */
export async function findOpenFailures(trx: Kysely<Database>, deployment: string, filter: Filter): Promise<string[]> {
  const rows = await selectOpen(trx, deployment, filter).execute()
  return rows.map(({ record_id }) => record_id)
}

/** Takes open failures off the list with a reason; answers with their ids. */
export async function dismissFailures(
  trx: Kysely<Database>,
  deployment: string,
  { reason, ...filter }: Omit<BodyOf<Routes['failures.dismiss']>, 'markExported'>,
): Promise<readonly string[]> {
  const ids = await findOpenFailures(trx, deployment, filter)
  if (ids.length === 0) return []
  await sql`
    update process_failure set state = 'dismissed', reason = ${reason}::text
    where deployment_id = ${deployment}::uuid
      and record_id in (select value from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`.execute(trx)
  return ids
}

function selectOpen(trx: Kysely<Database>, deployment: string, { class: kind, group, ids, run }: Filter) {
  return trx
    .selectFrom('process_failure')
    .select('record_id')
    .where('deployment_id', '=', deployment)
    .where('state', '=', 'open')
    .$if(kind !== undefined, (select) => select.where('class', '=', kind ?? ''))
    .$if(group !== undefined, (select) => select.where(failureGroupOf, '=', group ?? ''))
    .$if(run !== undefined, (select) => select.where('run', '=', run ?? ''))
    .$if(ids !== undefined, (select) => select.where('record_id', 'in', [...(ids ?? [])]))
    .orderBy('record_id')
}

function toFailure(row: Selectable<ProcessFailureTable>): ProcessFailure {
  return {
    id: row.record_id,
    stage: row.stage,
    class: row.class,
    code: row.code,
    message: row.message,
    field: row.field,
    state: row.state,
    attempts: row.attempts,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    run: row.run,
    label: row.label,
    fixedIn: row.fixed_in,
    reason: row.reason,
  }
}
