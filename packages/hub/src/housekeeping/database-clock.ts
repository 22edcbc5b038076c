import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { HubContext } from '../context/hub-context.ts'
import type { Database } from '../database/schema.ts'
import { bringBackFutureMoments } from './future-moments.ts'
import type { PeriodicTask } from './task.ts'

/** Far below `leapMs`, so that a few failed looks are not a leap. */
const watchIntervalMs = 15_000
/** A distance from the last look that a leap ahead and a rest of the hubs share; both make removals wait. */
const leapMs = 120_000
/** So much two machines of one database may differ when one takes over from the other. */
const toleranceMs = 60_000
/** How long the clock has to go evenly before anything is deleted by age: time for a person or for NTP to set it right. */
const steadyAfterMs = 3_600_000

/**
 * Keeps a trace of the database's clock in the database, and with it tells a clock that leaps.
 *
 * Leaping ahead, or no look for two minutes: removals wait for an hour. Leaping back by more than a minute: the same, and
 * what lies too far in the future is brought back, so that no lease, session or deadline outlives its length.
 */
export const watchClock: PeriodicTask = {
  name: 'watch-clock',
  intervalMs: watchIntervalMs,
  run: async (context) => {
    const movedMs = await context.db.transaction().execute((trx) => lookAtClock(context, trx))
    if (movedMs === undefined || Math.abs(movedMs) < 1) return
    const byMinutes = Math.round(Math.abs(movedMs) / 60_000)
    if (movedMs < 0) {
      context.log.warn({ byMinutes }, "The database's clock went back. Moments that lay ahead of it were brought back")
    } else {
      context.log.info(
        { byMinutes },
        "No hub ran, or the database's clock leapt ahead. Removals by age wait for an hour",
      )
    }
  },
}

/** The database's time when its clock has gone evenly for an hour; undefined when nothing should be deleted by age. */
export async function readSteadyNow(db: Kysely<Database>): Promise<string | undefined> {
  const { rows } = await sql<{ now: Date }>`
    select hub_now() as now from database_clock
    where seen_at between hub_now() - ${span(leapMs)} and hub_now() + ${span(toleranceMs)}
      and steady_since <= hub_now() - ${span(steadyAfterMs)}`.execute(db)
  return rows[0]?.now.toISOString()
}

/** Whether the database's clock went back within the last hour. */
export async function hasClockGoneBack(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql`
    select from database_clock where seen_at > hub_now() + ${span(toleranceMs)}
      or went_back_at > hub_now() - ${span(steadyAfterMs)}`.execute(db)
  return rows.length > 0
}

/** By how much the clock leapt, if it did. */
async function lookAtClock(context: HubContext, trx: Kysely<Database>): Promise<number | undefined> {
  await sql`insert into database_clock (seen_at, steady_since) values (hub_now(), hub_now())
    on conflict (id) do nothing`.execute(trx)
  const { rows } = await sql<{ moved_ms: number }>`
    select (extract(epoch from hub_now() - seen_at) * 1000)::float8 as moved_ms from database_clock for update`.execute(
    trx,
  )
  const movedMs = rows[0]?.moved_ms ?? 0
  if (movedMs <= leapMs && movedMs >= -toleranceMs) {
    await sql`update database_clock set seen_at = greatest(seen_at, hub_now())`.execute(trx)
    return undefined
  }
  const isBack = movedMs < 0
  await sql`update database_clock set seen_at = hub_now(), steady_since = hub_now(),
    went_back_at = ${isBack ? sql`hub_now()` : sql`went_back_at`}`.execute(trx)
  // In one transaction with the note: a hub that dies in between leaves both to the next.
  if (isBack) await bringBackFutureMoments(context, trx)
  return movedMs
}

function span(durationMs: number): RawBuilder<unknown> {
  return sql`${durationMs}::float8 * interval '1 millisecond'`
}
