import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema.ts'

/**
 * Looks for jobs that are in a state in which no job may ever be, whatever was killed when. Returns one line for each, and
 * none when all is well.
 */
export async function findJobInvariantViolations(executor: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ id: string; violation: string }>`
    with told as (
      select job_id, count(*)::integer as events, min(sequence) as first, max(sequence) as last,
        (count(*) filter (where type = 'queued'))::integer as queued,
        (count(*) filter (where type = 'leased'))::integer as leased,
        (count(*) filter (where type = 'requeued'))::integer as requeued,
        (count(*) filter (where type = 'finished'))::integer as finished,
        max(sequence) filter (where type = 'finished') as finished_as
      from job_event group by job_id
    )
    select job.id, violation from job
    left join told on told.job_id = job.id
    cross join lateral (values
      (state not in ('queued', 'running', 'finished'), 'has an unknown state'),
      ((state = 'finished') <> (outcome is not null), 'is finished without an outcome, or has one and is not'),
      ((state = 'finished') <> (finished_at is not null), 'is finished without a time, or has one and is not'),
      (state = 'finished' and title is null, 'is finished without a title'),
      (state = 'finished' and kind = 'test' and report is null, 'is a finished test without a report'),
      (state = 'finished' and kind = 'operation' and result is null, 'is a finished operation without a result'),
      (state <> 'finished' and (report is not null or result is not null), 'has a result before it is finished'),
      ((state = 'running') <> (lease_expires_at is not null), 'runs without a lease, or has one and does not run'),
      (state = 'running' and node_id is null, 'runs on no node'),
      (state = 'queued' and node_id is not null, 'waits and has a node'),
      (state = 'running' and attempt = 0, 'runs and was never leased'),
      (lost_leases > 1, 'was redelivered more than once'),
      (coalesce(queued, 0) <> 1, 'was not queued exactly once'),
      (coalesce(leased, 0) <> attempt, 'was leased more or less often than its attempts say'),
      (coalesce(requeued, 0) > attempt, 'was queued again more often than it was leased'),
      (state = 'running' and leased <> requeued + 1, 'runs after a lease that was taken back'),
      (state = 'queued' and leased <> requeued, 'waits after a lease that was not taken back'),
      (coalesce(finished, 0) <> (state = 'finished')::integer, 'was not finished exactly once'),
      (finished_as is not null and finished_as <> last, 'has events after its end'),
      (coalesce(events, 0) <> event_count or coalesce(first, 1) <> 1 or coalesce(last, 0) <> event_count,
        'has gaps in its events')
    ) as checks (is_violated, violation)
    where is_violated order by job.id`.execute(executor)
  return rows.map(({ id, violation }) => `job ${id} ${violation}`)
}
