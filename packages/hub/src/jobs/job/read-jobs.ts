import type { Job, JobEvent } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { notFound } from '../../basics/problem.ts'
import { readCursor, toPage } from '../../database/cursor.ts'
import type { Database } from '../../database/schema.ts'
import { type JobSummary, jobColumns, summaryColumns, toJob, toJobSummary } from './job-view.ts'

/** When the node that runs the job said last that it lives. */
const nodeLastHeardAt = sql<Date | null>`(
  select last_seen_at from container_node where container_node.id = job.node_id and job.state = 'running'
)`.as('node_last_heard_at')

/** A job of the account. Throws `NOT_FOUND` when it does not exist or belongs to somebody else. */
export async function readJob(executor: Kysely<Database>, account: string, id: string): Promise<Job> {
  const row = await executor
    .selectFrom('job')
    .select(jobColumns)
    .select(nodeLastHeardAt)
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('job')
  return toJob(row)
}

/** All tests of a matrix. Throws `NOT_FOUND` when the account has no such matrix. */
export async function readMatrix(executor: Kysely<Database>, account: string, matrix: string): Promise<Job[]> {
  const rows = await executor
    .selectFrom('job')
    .select(jobColumns)
    .select(nodeLastHeardAt)
    .where('account_id', '=', account)
    .where('matrix_id', '=', matrix)
    .orderBy('container_name')
    .orderBy('id')
    .execute()
  if (rows.length === 0) throw notFound('matrix')
  return rows.map((row) => toJob(row))
}

/** The state of a job and its events behind a number. Throws `NOT_FOUND`. */
export async function readEvents(
  executor: Kysely<Database>,
  account: string,
  id: string,
  after: number,
): Promise<{ items: JobEvent[]; isFinished: boolean }> {
  // The state is read first: when the job is finished by then, no event can follow.
  const job = await executor
    .selectFrom('job')
    .select('state')
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!job) throw notFound('job')
  const rows = await executor
    .selectFrom('job_event')
    .select(['sequence', 'at', 'type', 'data'])
    .where('job_id', '=', id)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .execute()
  return {
    // Kept as they were taken; the answer is held against the same schema.
    items: rows.map(({ sequence, at, type, data }) => ({ sequence, at: at.toISOString(), type, data }) as JobEvent),
    isFinished: job.state === 'finished',
  }
}

export interface JobFilter {
  readonly kind?: 'test' | 'operation' | undefined
  readonly state?: 'queued' | 'running' | 'finished' | undefined
  readonly connection?: string | undefined
  readonly container?: string | undefined
  readonly outcome?: string | undefined
  readonly matrix?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Microseconds, as exact as the column. With milliseconds, neighbours of the last row would be lost. */
const cursorShape = z.tuple([z.number().int(), z.uuid()])

/** The jobs of the account that fit, newest first. Throws `CURSOR_INVALID`. */
export async function listJobs(
  executor: Kysely<Database>,
  account: string,
  { kind, state, connection, container, outcome, matrix, limit, cursor }: JobFilter,
): Promise<{ items: JobSummary[]; nextCursor: string | null }> {
  const place = readCursor(cursor, cursorShape)
  const rows = await executor
    .selectFrom('job')
    .select([
      ...summaryColumns,
      sql<number>`(extract(epoch from queued_at) * 1000000)::bigint`.as('queued_us'),
      sql<boolean | null>`(
        select connection.fingerprint = job.fingerprint from connection
        where connection.account_id = job.account_id and connection.id = job.connection_id)`.as('is_current'),
    ])
    .where('account_id', '=', account)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'test'))
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'queued'))
    .$if(connection !== undefined, (query) => query.where('connection_id', '=', connection ?? ''))
    .$if(container !== undefined, (query) =>
      query.where(sql<boolean>`coalesce(attachment_id, container_id) = ${container}::uuid`),
    )
    .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome ?? ''))
    .$if(matrix !== undefined, (query) => query.where('matrix_id', '=', matrix ?? ''))
    .$if(place !== undefined, (query) =>
      query.where(
        sql<boolean>`(queued_at, id) < (
          timestamptz 'epoch' + ${place?.[0] ?? 0}::bigint * interval '1 microsecond', ${place?.[1] ?? null}::uuid)`,
      ),
    )
    .orderBy('queued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return toPage(rows, limit, toJobSummary, (row) => [row.queued_us, row.id])
}
