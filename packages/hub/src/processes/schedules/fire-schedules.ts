import { maintenanceEnd } from '@coupa-connector/process'
import type { Kysely } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { createRun, type NewRun, skipInstant } from '../runs/create-run.ts'
import { dueInstants, jitterMs, nextInstant, readNow } from './schedule-instants.ts'

/**
 * Makes the runs of schedules that are due, and plans when they are due next. Repeated, it does nothing. One that fails holds up no
 * other; throws what has failed when the rest is done, so that it is tried again.
 */
export async function fireSchedules(context: HubContext, schedules: readonly string[]): Promise<void> {
  const failures: unknown[] = []
  for (const schedule of schedules) {
    await context.database.db
      .transaction()
      .execute((trx) => fireSchedule(context, trx, schedule))
      .catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} schedules could not start their runs`)
}

async function fireSchedule(context: HubContext, trx: Kysely<Database>, id: string): Promise<void> {
  const deployment = await trx
    .selectFrom('deployment')
    .innerJoin('process_schedule', 'process_schedule.deployment_id', 'deployment.id')
    .selectAll('deployment')
    .where('process_schedule.id', '=', id)
    .forNoKeyUpdate('deployment')
    .executeTakeFirst()
  const schedule = await trx
    .selectFrom('process_schedule')
    .select(['schedule', 'next_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  // Resuming plans it again.
  if (!deployment || !schedule || schedule.next_at === null || deployment.paused_at !== null) return
  const now = await readNow(trx)
  const delayMs = jitterMs({ id: deployment.id, jitterSeconds: deployment.jitter_seconds })
  const dueAtMs = schedule.next_at.getTime() + delayMs
  if (dueAtMs > now.getTime()) return await context.runEngine.plan(trx, id, new Date(dueAtMs))
  const maintained = maintenanceEnd(deployment.maintenance, now)
  if (maintained !== undefined) {
    return await context.runEngine.plan(trx, id, new Date(maintained.getTime() + delayMs))
  }
  const follows = 'after' in schedule.schedule
  const run = (at: Date, isMadeUpFor = false): NewRun => ({
    deployment,
    kind: 'run',
    trigger: follows ? 'after' : 'schedule',
    requestedBy: { kind: 'system', id: null, name: follows ? 'the process before' : 'the schedule' },
    planned: { schedule: id, at },
    isQueuedAlways: isMadeUpFor,
  })
  if (follows) {
    await createRun(context, trx, run(schedule.next_at))
    await trx.updateTable('process_schedule').set({ next_at: null }).where('id', '=', id).execute()
    return
  }
  const { catch_up: policy, catch_up_hours: hours, maintenance } = deployment
  const catchUp = { policy, hours, maintenance }
  const { start, skip } = dueInstants(schedule.schedule, schedule.next_at, new Date(now.getTime() - delayMs), catchUp)
  for (const { at, reason } of skip) await skipInstant(trx, run(at), reason)
  // Several at once are missed ones that are all made up for, one after the other.
  for (const at of start) await createRun(context, trx, run(at, start.length > 1))
  const next = nextInstant(schedule.schedule, new Date(now.getTime() - delayMs))
  await trx.updateTable('process_schedule').set({ next_at: next }).where('id', '=', id).execute()
  if (next !== null) await context.runEngine.plan(trx, id, new Date(next.getTime() + delayMs))
}
