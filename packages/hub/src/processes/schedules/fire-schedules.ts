import type { Kysely } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { createRun, skipInstant } from '../runs/create-run.ts'
import { fireTogether } from './fire-together.ts'
import { judgeSchedule, plannedRun } from './judge-schedule.ts'
import { readNow } from './schedule-instants.ts'

/**
 * Makes the runs of schedules that are due, and plans when they are due next. Repeated, it does nothing. Most go together; one that
 * fails holds up no other. Throws what has failed when the rest is done, so that it is tried again.
 */
export async function fireSchedules(context: HubContext, schedules: readonly string[]): Promise<void> {
  const left = await fireTogether(context, schedules).catch((error: Error) => {
    context.log.warn(
      { error: error.message },
      `${schedules.length} schedules could not start together, and start one by one`,
    )
    return schedules
  })
  const failures: unknown[] = []
  for (const schedule of left) {
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
    .select(['id', 'schedule', 'next_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!deployment || !schedule) return
  const woken = { deployment, schedule }
  const judged = judgeSchedule(woken, await readNow(trx))
  if (judged.kind === 'nothing') return
  if (judged.kind === 'later') return await context.runEngine.plan(trx, id, judged.wakeAt)
  const { start, skip, next } = judged
  for (const { at, reason } of skip) await skipInstant(trx, plannedRun(woken, at), reason)
  // Several at once are missed ones that are all made up for, one after the other.
  const isQueuedAlways = start.length > 1
  for (const at of start) await createRun(context, trx, { ...plannedRun(woken, at), isQueuedAlways })
  await trx
    .updateTable('process_schedule')
    .set({ next_at: next?.at ?? null })
    .where('id', '=', id)
    .execute()
  if (next !== null) await context.runEngine.plan(trx, id, next.wakeAt)
}
