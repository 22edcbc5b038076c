import type { BodyOf, Routes } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { tellTopic } from '../../database/topics.ts'
import type { NodePrincipal } from '../../server/pipeline/principal.ts'
import { jobLimits } from '../job/job-limits.ts'
import { toStoredJson } from '../job/job-view.ts'

/**
 * Keeps what a node tells of a job that it holds, dated by the hub; the node's own time stays in `data.nodeAt`. A job has at
 * most 500 events; of the rest the answer says how many were dropped. Throws `LEASE_LOST` when the node does not hold the
 * job, `REQUEST_INVALID` for an event above 64 KiB.
 */
export async function reportEvents(
  { db }: HubContext,
  node: NodePrincipal,
  job: string,
  { attempt, events }: BodyOf<Routes['node.events']>,
): Promise<{ isCancelRequested: boolean; dropped: number }> {
  const given = events.map(({ type, at, data }) => ({ type, data: { ...data, nodeAt: at } }))
  const tooLarge = given.findIndex(({ data }) => Buffer.byteLength(JSON.stringify(data)) > jobLimits.maxEventBytes)
  if (tooLarge >= 0) {
    throw new HubProblem('REQUEST_INVALID', {
      detail: `Event ${tooLarge} has more than ${jobLimits.maxEventBytes} bytes.`,
      fields: [
        { field: `body.events.${tooLarge}.data`, message: `must have at most ${jobLimits.maxEventBytes} bytes` },
      ],
    })
  }
  const text = toStoredJson(given)
  const { rows } = await sql<{ is_cancel_requested: boolean; kept: number }>`
      with held as (
        select id, event_count from job
        where id = ${job}::uuid and state = 'running' and node_id = ${node.id}::uuid and attempt = ${attempt}::integer
        for update
      ),
      kept as (
        update job set
          event_count = held.event_count
            + least(${given.length}::integer, greatest(0, ${jobLimits.maxEvents}::integer - held.event_count)),
          cancel_told_at =
            case when job.cancel_requested_at is null then null else coalesce(job.cancel_told_at, hub_now()) end
        from held where job.id = held.id
        returning job.id, held.event_count as before, job.event_count as after, job.cancel_requested_at
      ),
      noted as (
        insert into job_event (job_id, sequence, at, type, data)
        select kept.id, kept.before + each.place, hub_now(), each.value->>'type', each.value->'data'
        from kept, jsonb_array_elements(${text}::jsonb) with ordinality as each (value, place)
        where kept.before + each.place <= kept.after
      )
      select after - before as kept, cancel_requested_at is not null as is_cancel_requested,
        ${tellTopic(sql`'job-changed:' || id`)} as told
      from kept`.execute(db)
  const row = rows[0]
  if (!row) {
    throw new HubProblem('LEASE_LOST', {
      detail: 'The node does not hold this job: its lease ran out, or the job is finished.',
      suggestion: 'Stop the job and report nothing more of it.',
    })
  }
  return { isCancelRequested: row.is_cancel_requested, dropped: given.length - row.kept }
}
