import { instantOf, wallTime } from './wall-clock.ts'

const dayMs = 86_400_000

/**
 * The instants at which the last `days` days of a zone began, the oldest first, the day of `now` included. Instants are milliseconds
 * since 1970. A day begins at midnight of the wall clock; where the clock is put forward over midnight, at the first instant after.
 */
export function dayStarts(now: number, zone: string, days: number): readonly number[] {
  const today = Math.floor(wallTime(now, zone) / dayMs) * dayMs
  return Array.from({ length: days }, (_, place) => instantOf(today - (days - 1 - place) * dayMs, zone))
}
