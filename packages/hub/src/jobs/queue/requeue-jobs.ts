import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { jobLimits } from '../job/job-limits.ts'
import type { HeldJob } from './leases.ts'

export interface Requeueing {
  /** Said in the event. */
  readonly reason: string
  /** The node had the job and lost it; false when the job never reached it. Default: true. */
  readonly countsAsLost?: boolean
  /** Speaks of the row as `job`. */
  readonly condition: RawBuilder<unknown>
}

/**
 * Takes running jobs from the node that holds them and lets another one have them. Only those that have the attempt and
 * meet the condition, and that nobody asked to cancel. Called in a transaction. Returns the ids of those that wait again.
 */
export async function requeueJobs(
  { topics }: HubContext,
  executor: Kysely<Database>,
  jobs: readonly HeldJob[],
  { reason, countsAsLost = true, condition }: Requeueing,
): Promise<Set<string>> {
  if (jobs.length === 0) return new Set()
  const { rows } = await sql<{ id: string; container_id: string }>`
    with held as (
      select job.id, job.node_name from job
      join jsonb_to_recordset(${JSON.stringify(jobs)}::jsonb) as given (job uuid, attempt integer) on given.job = job.id
      where job.state = 'running' and job.attempt = given.attempt and job.cancel_requested_at is null and ${condition}
      order by job.id for update of job
    ),
    requeued as (
      update job set state = 'queued', node_id = null, node_name = null, lease_expires_at = null,
        lost_leases = job.lost_leases + ${countsAsLost ? 1 : 0}::integer, event_count = job.event_count + 1,
        pickup_deadline_at = least(job.deadline_at, hub_now() + ${jobLimits.pickupMs}::float8 * interval '1 millisecond')
      from held where job.id = held.id
      returning job.id, job.container_id, job.event_count, job.attempt, held.node_name
    ),
    noted as (
      insert into job_event (job_id, sequence, at, type, data)
      select id, event_count, hub_now(), 'requeued',
        jsonb_build_object('reason', ${reason}::text, 'node', node_name, 'attempt', attempt)
      from requeued
    )
    select id, container_id from requeued`.execute(executor)
  await topics.publish(executor, [
    ...rows.map(({ id }) => `job-changed:${id}` as const),
    ...rows.map((row) => `jobs-waiting:${row.container_id}` as const),
  ])
  return new Set(rows.map(({ id }) => id))
}
