import { type Kysely, sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { endByHub, endUnfinished, isWrite, type UnfinishedJob, unfinishedColumns } from '../end/end-by-hub.ts'
import { finishJobs, type JobEnd } from '../end/finish-jobs.ts'
import { jobLimits } from '../job/job-limits.ts'
import { lossesOfJob, noteNodeLosses } from './node-losses.ts'
import { requeueJobs } from './requeue-jobs.ts'

/**
 * Ends what a container can no longer finish, because it, an attachment to it or one of its nodes is being removed: called
 * in the transaction of the removal. Queued jobs of a removed container end as `CONTAINER_NOT_ASSOCIATED`; running ones as
 * `CONTAINER_LOST`, but changes as `OUTCOME_UNKNOWN`; running ones of a removed node are queued again where redelivery is
 * allowed. A node that has died counts against the settings of its jobs, and its second loss of a job quarantines it.
 */
export async function releaseJobs(
  context: HubContext,
  executor: Kysely<Database>,
  of:
    | { readonly container: string }
    | { readonly attachment: string }
    | { readonly node: string; readonly hasDied?: boolean },
): Promise<void> {
  const isTheirs =
    'node' in of
      ? sql`job.node_id = ${of.node}::uuid and job.state = 'running'`
      : 'container' in of
        ? sql`job.container_id = ${of.container}::uuid and job.state <> 'finished'`
        : sql`job.attachment_id = ${of.attachment}::uuid and job.state <> 'finished'`
  const { rows } = await sql<ReleasedRow>`
    select ${unfinishedColumns}, job.state, job.cancel_requested_at is not null as is_cancel_requested,
      job.lost_leases, job.deadline_at > hub_now() as is_in_time, ${lossesOfJob} as losses
    from job where ${isTheirs} order by job.id for update`.execute(executor)
  const hasDied = 'node' in of && of.hasDied === true
  const mostLosses = hasDied ? jobLimits.maxNodeLosses - 1 : Number.POSITIVE_INFINITY
  const mayRunAgain = (row: ReleasedRow): boolean =>
    row.lost_leases === 0 &&
    row.is_in_time &&
    !row.is_cancel_requested &&
    row.losses < mostLosses &&
    !isWrite(row.action)
  const again = 'node' in of ? rows.filter(mayRunAgain) : ([] as ReleasedRow[])
  if (hasDied) {
    const died = rows.map(({ id, attempt }) => ({ job: id, attempt }))
    await noteNodeLosses(executor, died, { isCertain: true })
  }
  await requeueJobs(
    context,
    executor,
    again.map(({ id, attempt }) => ({ job: id, attempt })),
    { reason: hasDied ? 'the node was started again' : 'the node was removed', condition: sql`true` },
  )
  const rest = rows.filter((row) => !again.includes(row))
  await finishJobs(
    executor,
    rest.map((row) => toEnd(context, row, hasDied)),
    sql`true`,
  )
}

interface ReleasedRow extends UnfinishedJob {
  readonly state: 'queued' | 'running'
  readonly is_cancel_requested: boolean
  readonly lost_leases: number
  readonly is_in_time: boolean
  readonly losses: number
}

function toEnd(context: HubContext, row: ReleasedRow, hasDied: boolean): JobEnd {
  if (row.state === 'queued') return endByHub(context, row, 'CONTAINER_NOT_ASSOCIATED')
  if (row.is_cancel_requested) return endUnfinished(context, row, 'CANCELLED')
  if (hasDied && row.is_in_time) return endUnfinished(context, row, 'QUARANTINED')
  return endUnfinished(context, row, 'CONTAINER_LOST', { addition: 'It was removed while the job was running.' })
}
