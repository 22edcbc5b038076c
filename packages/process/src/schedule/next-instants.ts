import { CronExpressionParser } from 'cron-parser'
import type { Schedule } from './schedule.ts'
import { instantOf, wallTime } from './wall-clock.ts'

const minute = 60_000
const day = 24 * 60 * minute

/**
 * The next instants of a schedule, later than `after`. None for a schedule that follows another process.
 *
 * When the clock is put forward over a planned time, the process runs at the first instant after the gap, once. When a planned
 * time comes twice because the clock is put back, it runs the first time. A schedule of every hour runs through both hours.
 *
 * @example
 * ```ts
 * nextInstants({ cron: '30 2 * * *', zone: 'America/New_York' }, { after: new Date(), count: 5 })
 * ```
 */
export function nextInstants(schedule: Schedule, { after, count }: { after: Date; count: number }): readonly Date[] {
  if ('after' in schedule) return []
  if ('everyMinutes' in schedule) {
    // Counted from 1970, so that every program that asks comes to the same instants.
    const step = schedule.everyMinutes * minute
    const first = Math.floor(after.getTime() / step) + 1
    return Array.from({ length: count }, (_, place) => new Date((first + place) * step))
  }
  const { cron, zone } = schedule
  const hours = CronExpressionParser.parse(cron, { tz: 'UTC' }).fields.hour.values
  if (hours.length === 24) {
    const elapsed = CronExpressionParser.parse(cron, { tz: zone, currentDate: after })
    return Array.from({ length: count }, () => elapsed.next().toDate())
  }
  // The times on the wall, as if they were UTC, from a day before: a gap may move them.
  const walls = CronExpressionParser.parse(cron, {
    tz: 'UTC',
    currentDate: new Date(wallTime(after.getTime(), zone) - day),
  })
  const instants: Date[] = []
  let last = after.getTime()
  while (instants.length < count) {
    const instant = instantOf(walls.next().getTime(), zone)
    if (instant <= last) continue
    instants.push(new Date(instant))
    last = instant
  }
  return instants
}
