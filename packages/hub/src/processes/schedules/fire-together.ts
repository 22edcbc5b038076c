import { type Kysely, sql } from 'kysely'
import { createId } from '../../basics/create-id.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { WantedSchedule } from '../engine/run-engine.ts'
import { insertRuns, type RunToInsert } from '../runs/insert-runs.ts'
import { queueRuns } from '../runs/queue-runs.ts'
import { entryOf, readOpenRuns } from '../runs/run-entry.ts'
import { type DueSchedule, type Judgement, judgeSchedule, plannedRun, type WokenSchedule } from './judge-schedule.ts'

/** A schedule with more missed instants than this goes by itself: each is a row. */
const mostSkipped = 50

type Due = WokenSchedule & DueSchedule

/**
 * Makes the runs of schedules that are due, in one transaction with about as many statements as for one of them. Returns the
 * schedules that are left for a transaction of their own: what others hold at the moment, what follows another process, what
 * makes up for several instants, a second schedule of a deployment, and what cannot be read.
 */
export async function fireTogether(context: HubContext, schedules: readonly string[]): Promise<readonly string[]> {
  return await context.database.db.transaction().execute(async (trx) => {
    const { woken, now } = await lockSchedules(trx, schedules)
    const left = new Set(schedules)
    const plans: WantedSchedule[] = []
    const due: Due[] = []
    for (const one of woken) {
      const judged = judge(one, now)
      if (judged === undefined) continue
      left.delete(one.schedule.id)
      if (judged.kind === 'due') due.push({ ...one, ...judged })
      else if (judged.kind === 'later') plans.push({ id: one.schedule.id, at: judged.wakeAt })
    }
    for (const { id } of await startRuns(context, trx, due)) left.add(id)
    const fired = due.filter(({ schedule }) => !left.has(schedule.id))
    await setNext(trx, fired)
    for (const { schedule, next } of fired) if (next !== null) plans.push({ id: schedule.id, at: next.wakeAt })
    await context.runEngine.planAll(trx, plans)
    return [...left]
  })
}

/** Locks schedules with their deployments, as far as nobody holds them: of each deployment one. */
async function lockSchedules(
  trx: Kysely<Database>,
  schedules: readonly string[],
): Promise<{ readonly woken: readonly WokenSchedule[]; readonly now: Date }> {
  const rows = await trx
    .selectFrom('process_schedule')
    .innerJoin('deployment', 'deployment.id', 'process_schedule.deployment_id')
    .selectAll('deployment')
    .select(['process_schedule.id as schedule_id', 'process_schedule.schedule', 'process_schedule.next_at'])
    .select(sql<Date>`hub_now()`.as('now'))
    .where(sql<boolean>`process_schedule.id = any(${schedules}::uuid[])`)
    .where(sql<boolean>`not process_schedule.schedule ? 'after'`)
    .forNoKeyUpdate(['deployment', 'process_schedule'])
    .skipLocked()
    .execute()
  const byDeployment = new Map<string, WokenSchedule>()
  for (const { schedule_id: id, schedule, next_at, now: _now, ...deployment } of rows) {
    if (!byDeployment.has(deployment.id))
      byDeployment.set(deployment.id, { deployment, schedule: { id, schedule, next_at } })
  }
  return { woken: [...byDeployment.values()], now: rows[0]?.now ?? new Date(0) }
}

/** Undefined for a schedule that goes by itself. */
function judge(woken: WokenSchedule, now: Date): Judgement | undefined {
  try {
    const judged = judgeSchedule(woken, now)
    const isOrdinary = judged.kind !== 'due' || (judged.start.length <= 1 && judged.skip.length <= mostSkipped)
    return isOrdinary ? judged : undefined
  } catch {
    // By itself it fails again, and says why.
    return undefined
  }
}

/** Makes the runs of schedules. Returns the schedules of deployments in which runs of other streams wait to be looked at. */
async function startRuns(
  context: HubContext,
  trx: Kysely<Database>,
  due: readonly Due[],
): Promise<readonly { readonly id: string }[]> {
  if (due.length === 0) return []
  const open = await readOpenRuns(
    trx,
    due.map(({ deployment }) => deployment.id),
  )
  const openOf = Map.groupBy(open.rows, (run) => run.deployment_id)
  const left: { readonly id: string }[] = []
  const runs: RunToInsert[] = []
  for (const one of due) {
    const others = openOf.get(one.deployment.id) ?? []
    if (others.some(({ stream, state }) => stream !== 'main' && state === 'waiting')) {
      left.push(one.schedule)
      continue
    }
    for (const { at, reason } of one.skip) {
      runs.push({ id: createId(), run: plannedRun(one, at), entry: { state: 'skipped', reason } })
    }
    for (const at of one.start) {
      const run = plannedRun(one, at)
      runs.push({ id: createId(), run, entry: entryOf(run, others, open.now) })
    }
  }
  const inserted = new Set(await insertRuns(trx, runs))
  const first = runs.filter(({ id, entry }) => inserted.has(id) && entry.isFirst === true)
  await queueRuns(
    context,
    trx,
    first.map(({ id }) => id),
  )
  return left
}

async function setNext(trx: Kysely<Database>, fired: readonly Due[]): Promise<void> {
  if (fired.length === 0) return
  const given = fired.map(({ schedule, next }) => ({ id: schedule.id, next_at: next?.at ?? null }))
  await sql`
    update process_schedule set next_at = given.next_at
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (id uuid, next_at timestamptz)
    where process_schedule.id = given.id`.execute(trx)
}
