import { type Kysely, sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { finishRun, type RunEnd } from './finish-run.ts'
import { startRunsAfter } from './start-waiting-runs.ts'

/**
 * Reads the deployment of a run and locks it: whoever changes runs of a deployment does so before touching one of them. The lock
 * lets pass what refers to the deployment: a call of a run's state has the run locked, and keeps batches that do.
 */
export async function lockDeploymentOfRun(trx: Kysely<Database>, run: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('process_run')
    .innerJoin('deployment', 'deployment.id', 'process_run.deployment_id')
    .select('deployment.id')
    .where('process_run.id', '=', run)
    .forNoKeyUpdate('deployment')
    .executeTakeFirst()
  return row?.id
}

/**
 * Ends a run with all that follows from it: the schedules that follow the process are woken, and runs that waited for it are
 * queued. The caller has locked the deployment. A schedule that starts its run locks itself first and then the organization, and
 * so does this: in the other order, both would wait for each other.
 */
export async function concludeRun(
  context: HubContext,
  trx: Kysely<Database>,
  run: { readonly id: string; readonly deployment: string },
  end: RunEnd,
): Promise<void> {
  const ended = await finishRun(context, trx, run.id, end)
  if (ended === undefined) return
  if (end.outcome === 'succeeded' || end.outcome === 'partial') await wakeFollowers(context, trx, run.id)
  await startRunsAfter(context, trx, { ...ended, deployment: run.deployment })
}

/** Schedules of the same environment that follow the process are due now. */
async function wakeFollowers({ runEngine }: HubContext, trx: Kysely<Database>, run: string): Promise<void> {
  const woken = await trx
    .updateTable('process_schedule')
    .from('process_run')
    .innerJoin('deployment as ended', 'ended.id', 'process_run.deployment_id')
    .innerJoin('process', 'process.id', 'ended.process_id')
    .innerJoin('deployment as follower', 'follower.environment_id', 'ended.environment_id')
    .set({ next_at: sql<Date>`coalesce(process_schedule.next_at, hub_now())` })
    .where('process_run.id', '=', run)
    .where('process_run.kind', '=', 'run')
    .whereRef('process_schedule.deployment_id', '=', 'follower.id')
    .whereRef('process_schedule.account_id', '=', 'process_run.account_id')
    .where(sql<boolean>`process_schedule.schedule ? 'after' and process_schedule.schedule->>'after' = process.name`)
    .where('follower.paused_at', 'is', null)
    .whereRef('follower.id', '<>', 'ended.id')
    .returning(['process_schedule.id', 'process_schedule.next_at'])
    .execute()
  for (const { id, next_at } of woken) if (next_at !== null) await runEngine.plan(trx, id, next_at)
}
