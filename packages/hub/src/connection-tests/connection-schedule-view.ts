import { describeSchedule, parseSchedule } from '@coupa-connector/process'
import type { ConnectionSchedule } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema.ts'

/** When a connection is tested by schedule; null when it is not. */
export async function readConnectionSchedule(
  db: Kysely<Database>,
  account: string,
  connection: string,
): Promise<ConnectionSchedule | null> {
  const row = await db
    .selectFrom('connection_schedule')
    .leftJoin('job', (join) =>
      join
        .onRef('job.account_id', '=', 'connection_schedule.account_id')
        .onRef('job.id', '=', 'connection_schedule.last_job_id'),
    )
    .leftJoin('container', (join) =>
      join
        .onRef('container.account_id', '=', 'connection_schedule.account_id')
        .onRef('container.id', '=', 'connection_schedule.container_id'),
    )
    .leftJoin('cloud_attachment', (join) =>
      join
        .onRef('cloud_attachment.account_id', '=', 'connection_schedule.account_id')
        .onRef('cloud_attachment.id', '=', 'connection_schedule.container_id'),
    )
    .selectAll('connection_schedule')
    .select(['job.id as job_id', 'job.outcome', 'job.title', 'job.queued_at'])
    .select(sql<string | null>`coalesce(container.name, cloud_attachment.name)`.as('container_name'))
    .where('connection_schedule.account_id', '=', account)
    .where('connection_schedule.connection_id', '=', connection)
    .executeTakeFirst()
  if (!row) return null
  return {
    schedule: row.schedule as ConnectionSchedule['schedule'],
    words: describeSchedule(parseSchedule(row.schedule)),
    container: row.container_id === null ? null : { id: row.container_id, name: row.container_name },
    probes: [...row.probes],
    readsSchema: row.reads_schema,
    nextAt: row.next_at.toISOString(),
    lastTest:
      row.job_id === null || row.queued_at === null
        ? null
        : { job: row.job_id, outcome: row.outcome, title: row.title, startedAt: row.queued_at.toISOString() },
    setAt: row.set_at.toISOString(),
    setBy: row.set_by_name,
  }
}
