import cronstrue from 'cronstrue'
import type { Schedule } from './schedule.ts'

/** A schedule in words: `At 02:30, in America/New_York`. */
export function describeSchedule(schedule: Schedule): string {
  if ('cron' in schedule) {
    const words = cronstrue.toString(schedule.cron, { use24HourTimeFormat: true })
    return `${words}, in ${schedule.zone}`
  }
  if ('after' in schedule) return `After each run of ${schedule.after}`
  const { everyMinutes } = schedule
  return everyMinutes === 1 ? 'Every minute' : `Every ${everyMinutes} minutes`
}
