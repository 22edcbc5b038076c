import { type Kysely, sql } from 'kysely'
import { hubNow, hubNowPlus } from '../database/hub-now.ts'
import type { Database } from '../database/schema.ts'

/** A turn to be taken. */
export interface Turn {
  readonly task: string
  readonly holder: string
  /** Nobody else has it for so long from now. */
  readonly durationMs: number
  /** Of the task. */
  readonly intervalMs: number
}

/**
 * Takes the turn of a task if it is due; whether it was taken. A next turn later than a turn or an interval from now was
 * written by a clock that ran ahead, and is due.
 */
export async function claimTurn(
  db: Kysely<Database>,
  { task, holder, durationMs, intervalMs }: Turn,
): Promise<boolean> {
  const latestMs = Math.max(durationMs, intervalMs) + 1000
  const claim = db
    .updateTable('housekeeping')
    .set({ next_run_at: hubNowPlus(durationMs), holder })
    .where('task', '=', task)
    .where((next) => next.or([next('next_run_at', '<=', hubNow()), next('next_run_at', '>', hubNowPlus(latestMs))]))
    .returning('task')
  if (await claim.executeTakeFirst()) return true
  const first = await db
    .insertInto('housekeeping')
    .values({ task, next_run_at: hubNowPlus(durationMs), holder })
    .onConflict((conflict) => conflict.column('task').doNothing())
    .returning('task')
    .executeTakeFirst()
  return first !== undefined
}

/** Keeps a turn that this holder still has. */
export async function extendTurn(
  db: Kysely<Database>,
  task: string,
  holder: string,
  durationMs: number,
): Promise<void> {
  await db
    .updateTable('housekeeping')
    .set({ next_run_at: hubNowPlus(durationMs) })
    .where('task', '=', task)
    .where('holder', '=', holder)
    .execute()
}

/** Gives a turn back; the next is after `waitMs`. */
export async function finishTurn(db: Kysely<Database>, task: string, holder: string, waitMs: number): Promise<void> {
  await db
    .updateTable('housekeeping')
    .set({ next_run_at: hubNowPlus(waitMs), holder: null })
    .where('task', '=', task)
    .where('holder', '=', holder)
    .execute()
}

/** How long until somebody may take the turn; zero or less when it is due. */
export async function readTimeToNextTurnMs(db: Kysely<Database>, task: string): Promise<number> {
  const row = await db
    .selectFrom('housekeeping')
    .select(sql<number>`(extract(epoch from next_run_at - hub_now()) * 1000)::float8`.as('ms'))
    .where('task', '=', task)
    .executeTakeFirst()
  return row?.ms ?? 0
}
