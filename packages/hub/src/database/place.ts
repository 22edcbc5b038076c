import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'

/**
 * Where a list that is sorted by a moment and then by id was left. The moment is in microseconds since 1970, as exact as
 * the database keeps it: a `Date` would lose what stands behind the milliseconds, and rows with it.
 */
export const momentPlace: z.ZodTuple<[z.ZodInt, z.ZodUUID], null> = z.tuple([
  z.int().min(0).max(9_000_000_000_000_000),
  z.uuid(),
])

/** A column's moment as it stands in a place. */
export function microsecondsOf(column: string): RawBuilder<number> {
  return sql<number>`(extract(epoch from ${sql.ref(column)}) * 1000000)::bigint`
}

/** Whether a row lies behind a place, newest first. */
export function isBehind(place: readonly [number, string], moment: string, id: string): RawBuilder<boolean> {
  const at = sql`timestamptz 'epoch' + ${place[0]}::bigint * interval '1 microsecond'`
  return sql<boolean>`(${sql.ref(moment)}, ${sql.ref(id)}) < (${at}, ${place[1]}::uuid)`
}
