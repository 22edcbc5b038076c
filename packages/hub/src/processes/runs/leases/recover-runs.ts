import { sql } from 'kysely'
import type { HubContext } from '../../../context/hub-context.ts'
import type { Topic } from '../../../database/topics.ts'
import type { PeriodicTask } from '../../../housekeeping/task.ts'
import { runLimits } from '../run-limits.ts'

/** Offers the runs of silent nodes to others. */
export const recoverRunsTask: PeriodicTask = {
  name: 'recover-runs',
  intervalMs: 1000,
  mayOverlap: true,
  run: async ({ db, runEngine, topics }) => {
    const { rows } = await sql<{ container_id: string }>`
      select distinct container_id from process_run
      where state = 'running' and container_id is not null
        and beat_at < hub_now() - ${runLimits.silentMs}::float8 * interval '1 millisecond'`.execute(db)
    if (rows.length === 0) return
    const containers = rows.map(({ container_id }) => container_id)
    await runEngine.recover(containers)
    await topics.publish(
      db,
      containers.map((container): Topic => `jobs-waiting:${container}`),
    )
  },
}

/** Makes anew what the engine should hold: its tables are in no backup. */
export const reconcileRunsTask: PeriodicTask = {
  name: 'reconcile-runs',
  intervalMs: 600_000,
  run: async (context) => await reconcileRuns(context),
}

/** Hands every run and schedule that is under way to the engine. */
export async function reconcileRuns({ db, runEngine }: HubContext): Promise<void> {
  const runs = await db
    .selectFrom('process_run')
    .select(['id', 'account_id', 'container_id'])
    .where('state', 'in', ['queued', 'running'])
    .where('container_id', 'is not', null)
    .execute()
  const schedules = await db
    .selectFrom('process_schedule')
    .innerJoin('deployment', 'deployment.id', 'process_schedule.deployment_id')
    .select(['process_schedule.id', 'next_at'])
    .select(sql<boolean>`next_at < hub_now() - interval '1 minute'`.as('is_overdue'))
    .where('next_at', 'is not', null)
    .where('deployment.paused_at', 'is', null)
    .execute()
  if (runs.length === 0 && schedules.length === 0) return
  await runEngine.reconcile({
    runs: runs.map((row) => ({ run: row.id, account: row.account_id, container: row.container_id ?? '' })),
    schedules: schedules.flatMap(({ id, next_at, is_overdue: isOverdue }) =>
      next_at === null ? [] : [{ id, at: next_at, isOverdue }],
    ),
  })
}
