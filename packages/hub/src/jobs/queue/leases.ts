import { sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { NodePrincipal } from '../../server/pipeline/principal.ts'
import { jobLimits } from '../job/job-limits.ts'

/** A job that a node believes to hold. */
export interface HeldJob {
  readonly job: string
  readonly attempt: number
}

/** Renews the leases that the node really holds. Says which jobs it has to cancel, and which no longer belong to it. */
export async function renewLeases(
  { db }: HubContext,
  node: NodePrincipal,
  held: readonly HeldJob[],
): Promise<{ readonly cancel: string[]; readonly lost: string[] }> {
  if (held.length === 0) return { cancel: [], lost: [] }
  const { rows } = await sql<{ id: string; attempt: number; is_cancel_requested: boolean }>`
    with held as (
      select job.id from job
      join jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as given (job uuid, attempt integer) on given.job = job.id
      where job.state = 'running' and job.node_id = ${node.id}::uuid and job.attempt = given.attempt
      order by job.id for update of job
    )
    update job set lease_expires_at = hub_now() + ${jobLimits.leaseMs}::float8 * interval '1 millisecond',
      cancel_told_at = case when job.cancel_requested_at is null then null else coalesce(job.cancel_told_at, hub_now()) end
    from held where job.id = held.id
    returning job.id, job.attempt, job.cancel_requested_at is not null as is_cancel_requested`.execute(db)
  const renewed = new Set(rows.map(({ id, attempt }) => `${id} ${attempt}`))
  return {
    cancel: rows.filter((row) => row.is_cancel_requested).map(({ id }) => id),
    lost: held.filter(({ job, attempt }) => !renewed.has(`${job} ${attempt}`)).map(({ job }) => job),
  }
}
