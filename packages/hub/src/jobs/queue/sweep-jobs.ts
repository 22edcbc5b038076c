import type { HubTestOutcome, TestReport } from '@coupa-connector/protocol'
import { type RawBuilder, sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { PeriodicTask } from '../../housekeeping/task.ts'
import {
  endByHub,
  endOperationByHub,
  endTestByHub,
  endUnfinished,
  isWrite,
  type UnfinishedJob,
  unfinishedColumns,
} from '../end/end-by-hub.ts'
import { finishJobs, type JobEnd } from '../end/finish-jobs.ts'
import { jobLimits } from '../job/job-limits.ts'
import type { HeldJob } from './leases.ts'
import { isQuarantined, lossesOfJob, noteNodeLosses } from './node-losses.ts'
import { readReachedStages } from './reached-stages.ts'
import { requeueJobs } from './requeue-jobs.ts'

/** Ends and redelivers what no node will finish. */
export const sweepJobsTask: PeriodicTask = {
  name: 'sweep-jobs',
  intervalMs: 1000,
  mayOverlap: true,
  run: sweepJobs,
}

/** Rows that one statement looks at. A larger backlog takes several sweeps. */
const batchSize = 200

/**
 * One sweep over the jobs whose time has come:
 * - Waiting jobs that nobody picked up end as `CONTAINER_NO_RESPONSE`, `CONTAINER_OFFLINE`, `CONTAINER_BUSY`, or
 *   `CONTAINER_NOT_ASSOCIATED`, whichever explains it; those that a node had before it was lost as `CONTAINER_LOST`, and
 *   those that no node is given as `QUARANTINED`.
 * - Running jobs whose node did not react to a cancellation end as `CANCELLED`; changes as `OUTCOME_UNKNOWN`.
 * - Running jobs past their deadline end with a timeout: tests by the stage in which they hung, reading operations as
 *   `TIMED_OUT`, changes as `OUTCOME_UNKNOWN`.
 * - Running jobs whose lease ran out are given to another node once, unless their settings have cost others before; then
 *   they end as `QUARANTINED`. A change never is: Coupa may have made it already, so it ends as `OUTCOME_UNKNOWN`.
 *
 * Each transition repeats its reason in its WHERE, so that several hubs may sweep at a time, and a node that is heard of in
 * the last moment keeps its job.
 */
export async function sweepJobs(context: HubContext): Promise<void> {
  if (!(await isAnythingOver(context))) return
  while (!context.stopping.aborted) {
    const waiting = await sweepWaiting(context)
    const running = await sweepRunning(context)
    if (waiting < batchSize && running < batchSize) return
  }
}

/** Never later than the deadline. */
const isOverdue = sql`job.pickup_deadline_at <= hub_now()`
const isLeaseOver = sql`job.lease_expires_at <= hub_now()`
const isDeadlineOver = sql`job.deadline_at <= hub_now()`
const isCancelOver = sql`(job.cancel_requested_at is not null and (job.lease_expires_at <= hub_now()
  or job.cancel_requested_at <= hub_now() - ${jobLimits.cancelGraceMs}::float8 * interval '1 millisecond'))`

const isOver = sql`(${isLeaseOver} or ${isDeadlineOver} or ${isCancelOver})`

/** Mostly there is nothing to sweep, and one question costs a hub half as much as two. */
async function isAnythingOver({ db }: HubContext): Promise<boolean> {
  const { rows } = await sql<{ is_over: boolean }>`
    select exists (select from job where job.state = 'queued' and ${isOverdue})
      or exists (select from job where job.state = 'running' and ${isOver}) as is_over`.execute(db)
  return rows[0]?.is_over ?? false
}

interface WaitingRow extends UnfinishedJob {
  readonly is_known: boolean
  readonly is_offline: boolean
  readonly is_full: boolean
  readonly was_lost: boolean
  readonly is_quarantined: boolean
  readonly last_seen_at: Date | null
}

async function sweepWaiting(context: HubContext): Promise<number> {
  const { rows } = await sql<WaitingRow>`
    select ${unfinishedColumns}, container.id is not null as is_known, seen.last_seen_at,
      coalesce(seen.last_seen_at not between hub_now() - ${jobLimits.offlineAfterMs}::float8 * interval '1 millisecond'
        and hub_now() + interval '1 minute', true) as is_offline,
      coalesce(used.of_all >= container.max_concurrent_jobs or used.of_account >= cloud_share.max_concurrent_jobs, false)
        as is_full,
      job.lost_leases > 0 as was_lost, ${isQuarantined} as is_quarantined
    from job
    left join container on container.id = job.container_id
    left join cloud_share on cloud_share.container_id = job.container_id and cloud_share.account_id = job.account_id
    left join lateral (
      select max(node.last_seen_at) as last_seen_at from container_node as node
      where node.container_id = job.container_id and node.reported_status <> 'stopped'
    ) as seen on true
    left join lateral (
      select count(*) as of_all, count(*) filter (where other.account_id = job.account_id) as of_account
      from job as other where other.container_id = job.container_id and other.state = 'running'
    ) as used on true
    where job.state = 'queued' and ${isOverdue}
    limit ${batchSize}`.execute(context.db)
  await finish(
    context,
    rows.map((row) => endWaiting(context, row)),
    sql`job.state = 'queued' and ${isOverdue}`,
  )
  return rows.length
}

function endWaiting(context: HubContext, row: WaitingRow): JobEnd {
  const outcome = !row.is_known
    ? 'CONTAINER_NOT_ASSOCIATED'
    : row.is_quarantined
      ? 'QUARANTINED'
      : row.was_lost
        ? 'CONTAINER_LOST'
        : row.is_offline
          ? 'CONTAINER_OFFLINE'
          : row.is_full
            ? 'CONTAINER_BUSY'
            : 'CONTAINER_NO_RESPONSE'
  const lastSeenAt = row.last_seen_at?.toISOString()
  const addition = outcome === 'CONTAINER_LOST' ? 'No other node took it up.' : undefined
  return endByHub(context, row, outcome, { lastSeenAt, addition, waitedMs: Math.round(row.lasted_ms) })
}

interface RunningRow extends UnfinishedJob {
  readonly is_cancel_over: boolean
  readonly is_deadline_over: boolean
  readonly lost_leases: number
  readonly losses: number
  readonly node_name: string | null
}

async function sweepRunning(context: HubContext): Promise<number> {
  const { rows } = await sql<RunningRow>`
    select ${unfinishedColumns}, ${isCancelOver} as is_cancel_over, ${isDeadlineOver} as is_deadline_over,
      job.lost_leases, job.node_name, ${lossesOfJob} as losses
    from job where job.state = 'running' and ${isOver}
    limit ${batchSize}`.execute(context.db)
  const cancelled = rows.filter((row) => row.is_cancel_over)
  const late = rows.filter((row) => !row.is_cancel_over && row.is_deadline_over)
  const lost = rows.filter((row) => !row.is_cancel_over && !row.is_deadline_over)
  const again = lost.filter((row) => row.lost_leases === 0 && !isSuspect(row) && !isWrite(row.action))
  // Before they are taken from their nodes. A node that lives withdraws the loss with its next beat.
  await noteNodeLosses(context.db, rows.map(toHeld))
  await finish(
    context,
    cancelled.map((row) => endCancelled(context, row)),
    sql`job.state = 'running' and ${isCancelOver}`,
  )
  const reached = await readReachedStages(
    context.db,
    late.map(({ id }) => id),
  )
  await finish(
    context,
    late.map((row) => endLate(context, row, reached.get(row.id))),
    sql`job.state = 'running' and ${isDeadlineOver}`,
  )
  if (again.length > 0) {
    await context.db.transaction().execute((trx) =>
      requeueJobs(context, trx, again.map(toHeld), {
        reason: 'the lease of the node ran out',
        condition: sql`${isLeaseOver} and not ${isDeadlineOver}`,
      }),
    )
  }
  await finish(
    context,
    lost.filter((row) => !again.includes(row)).map((row) => endLost(context, row)),
    sql`job.state = 'running' and ${isLeaseOver} and not ${isDeadlineOver}`,
  )
  return rows.length
}

function endCancelled(context: HubContext, row: RunningRow): JobEnd {
  const addition = `${nodeOf(row)} did not say that it has stopped.`
  return endUnfinished(context, row, 'CANCELLED', { addition })
}

function endLate(
  context: HubContext,
  row: RunningRow,
  reached: { readonly stage: string; readonly stages: TestReport['stages'] } | undefined,
): JobEnd {
  const waitedMs = Math.round(row.lasted_ms)
  if (row.kind === 'operation') {
    return endOperationByHub(row, isWrite(row.action) ? 'OUTCOME_UNKNOWN' : 'TIMED_OUT', { waitedMs })
  }
  if (!reached) {
    const addition = 'It was given the test and told of no stage before the time for the test was over.'
    return endByHub(context, row, 'CONTAINER_LOST', { addition })
  }
  const addition = `The test hung in the stage ${reached.stage} until its time was over.`
  return endTestByHub(context, row, outcomeOfStage(reached.stage), { ...reached, waitedMs, addition })
}

/** Which side a test was waiting for. A stage that waits for nobody only hangs when the container does. */
function outcomeOfStage(stage: string): HubTestOutcome {
  if (['token-connect', 'token-tls', 'token-request'].includes(stage)) return 'TOKEN_TIMEOUT'
  if (['service-connect', 'service-tls'].includes(stage) || /^probe(:|$)/.test(stage)) return 'SERVICE_TIMEOUT'
  return 'CONTAINER_LOST'
}

function endLost(context: HubContext, row: RunningRow): JobEnd {
  const addition = `${nodeOf(row)} was no longer heard of${row.lost_leases > 0 ? ', as was the one that had it before' : ''}.`
  return endUnfinished(context, row, 'QUARANTINED', { addition })
}

/** Whether one more loss is the last that the settings may cost. */
function isSuspect({ losses }: RunningRow): boolean {
  return losses >= jobLimits.maxNodeLosses - 1
}

function toHeld({ id, attempt }: RunningRow): HeldJob {
  return { job: id, attempt }
}

function nodeOf({ node_name }: RunningRow): string {
  return node_name === null ? 'The node' : `The node ${node_name}`
}

async function finish(context: HubContext, ends: readonly JobEnd[], condition: RawBuilder<unknown>): Promise<void> {
  await finishJobs(context.db, ends, condition)
}
