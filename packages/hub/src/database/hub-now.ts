import { type RawBuilder, sql } from 'kysely'

/** The time of the database, for whatever is stored and whatever is compared with it. */
export function hubNow(): RawBuilder<Date> {
  return sql<Date>`hub_now()`
}

/** The moment this many milliseconds from now, or ago when negative, by the time of the database. */
export function hubNowPlus(durationMs: number): RawBuilder<Date> {
  return sql<Date>`hub_now() + ${durationMs}::float8 * interval '1 millisecond'`
}
