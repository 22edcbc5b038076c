import type { Job, Routes } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { recordAudit } from '../../audit/record-audit.ts'
import { notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { HandlerRequest } from '../../server/routes/handler.ts'
import { readJob } from '../job/read-jobs.ts'
import { endByHub, type UnfinishedJob, unfinishedColumns } from './end-by-hub.ts'
import { finishJobs } from './finish-jobs.ts'

/**
 * Cancels a job. A waiting job is finished at once; for a running job, its node is asked to stop. Repeating it, or cancelling a
 * finished job, changes nothing. Throws `NOT_FOUND`.
 */
export async function cancelJob(
  context: HubContext,
  { account, params, actor, meta }: HandlerRequest<Routes['job.cancel']>,
): Promise<Job> {
  return await context.db.transaction().execute(async (trx) => {
    const { kind, isChanged } = await requestCancellation(context, trx, account.id, params.job)
    if (isChanged) {
      await recordAudit(trx, {
        account: account.id,
        actor,
        action: meta.routeId,
        outcome: 'done',
        subject: { kind: 'job', id: params.job, name: kind },
        requestId: meta.requestId,
        address: meta.address,
      })
    }
    return await readJob(trx, account.id, params.job)
  })
}

/** The change that a cancellation makes; called in a transaction. Throws `NOT_FOUND`. */
export async function requestCancellation(
  context: HubContext,
  executor: Kysely<Database>,
  account: string,
  id: string,
): Promise<{ readonly kind: string; readonly isChanged: boolean }> {
  const job = await lockJob(executor, account, id)
  if (job.state === 'finished' || job.is_cancel_requested) return { kind: job.kind, isChanged: false }
  await noteCancellation(executor, job.id)
  if (job.state === 'queued') {
    await finishJobs(executor, [endByHub(context, job, 'CANCELLED')], sql`job.state = 'queued'`)
  } else {
    await context.topics.publish(executor, [
      `job-changed:${job.id}`,
      // Wakes the polls of the container: the one of the node that holds the job tells it.
      ...(job.container_id === null ? [] : [`jobs-waiting:${job.container_id}` as const]),
    ])
  }
  return { kind: job.kind, isChanged: true }
}

interface LockedJob extends UnfinishedJob {
  readonly state: 'queued' | 'running' | 'finished'
  readonly container_id: string | null
  readonly is_cancel_requested: boolean
}

async function lockJob(trx: Kysely<Database>, account: string, id: string): Promise<LockedJob> {
  const { rows } = await sql<LockedJob>`
    select ${unfinishedColumns}, job.state, job.container_id, job.cancel_requested_at is not null as is_cancel_requested
    from job where job.account_id = ${account}::uuid and job.id = ${id}::uuid for update`.execute(trx)
  if (!rows[0]) throw notFound('job')
  return rows[0]
}

async function noteCancellation(trx: Kysely<Database>, id: string): Promise<void> {
  await sql`
    with asked as (
      update job set cancel_requested_at = hub_now(), event_count = event_count + 1
      where id = ${id}::uuid and state <> 'finished' and cancel_requested_at is null
      returning id, event_count
    )
    insert into job_event (job_id, sequence, at, type, data)
    select id, event_count, hub_now(), 'cancel-requested', '{}'::jsonb from asked`.execute(trx)
}
