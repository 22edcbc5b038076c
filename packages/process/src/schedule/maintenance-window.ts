import { isTimeZone } from '../mapping/cut-date.ts'
import { nextInstants } from './next-instants.ts'

/** The days of a week, in the order in which people write them. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof weekdays)[number]

/** A time of each week in which nothing starts by schedule, on the wall clock of a zone. */
export interface MaintenanceWindow {
  /** The days on which it begins. */
  readonly days: readonly Weekday[]
  /** `22:00`. */
  readonly from: string
  /** `02:00`: of the next day where it is not later than `from`. */
  readonly until: string
  readonly zone: string
}

/**
 * When the maintenance ends in which an instant lies; undefined outside of it. Windows that overlap or touch are one. Where the
 * clock is put forward over the beginning or the end of a window, that is at the end of the gap; where it shows it twice, the
 * first time.
 */
export function maintenanceEnd(windows: readonly MaintenanceWindow[], at: Date): Date | undefined {
  let end: Date | undefined
  // Each pass goes through another window; a week has no more of them than beginnings.
  const mostPasses = windows.reduce((sum, { days }) => sum + days.length, 0)
  for (let pass = 0; pass <= mostPasses; pass++) {
    const ends = windows.flatMap((window) => windowEnd(window, end ?? at) ?? [])
    if (ends.length === 0) return end
    end = new Date(Math.max(...ends.map((one) => one.getTime())))
  }
  return end
}

/** What is wrong with a window, in a sentence; undefined when nothing is. */
export function maintenanceProblem({ days, from, until, zone }: MaintenanceWindow): string | undefined {
  if (!isTimeZone(zone)) return `"${zone}" is not a time zone; use an IANA name such as America/New_York.`
  if (from !== until || new Set(days).size < weekdays.length) return undefined
  return `The window from ${from} to ${until} on every day leaves no time in which anything starts.`
}

/** A window in words: `Monday to Friday, 22:00 to 02:00, in Europe/Berlin`. */
export function describeMaintenance({ days, from, until, zone }: MaintenanceWindow): string {
  const named = runsOf(days).map((run) => {
    const [first = '', last = first] = [run[0], run.at(-1)].map((day) => `${day?.[0]?.toUpperCase()}${day?.slice(1)}`)
    return run.length > 2 ? `${first} to ${last}` : run.length === 2 ? `${first} and ${last}` : first
  })
  const words = days.length === weekdays.length ? 'Every day' : named.join(', ')
  return `${words}, ${from} to ${until}, in ${zone}`
}

/** Days that follow one another, together. */
function runsOf(days: readonly Weekday[]): readonly (readonly Weekday[])[] {
  const runs: Weekday[][] = []
  for (const [place, day] of weekdays.entries()) {
    if (!days.includes(day)) continue
    const before = weekdays[place - 1]
    if (before !== undefined && days.includes(before)) runs.at(-1)?.push(day)
    else runs.push([day])
  }
  return runs
}

/** Inside a window its end comes before it begins again. */
function windowEnd({ days, from, until, zone }: MaintenanceWindow, at: Date): Date | undefined {
  const isOvernight = until <= from
  const begins = days.map((day) => (weekdays.indexOf(day) + 1) % 7)
  const ends = isOvernight ? begins.map((day) => (day + 1) % 7) : begins
  const [start] = nextInstants({ cron: cronOf(from, begins), zone }, { after: at, count: 1 })
  const [end] = nextInstants({ cron: cronOf(until, ends), zone }, { after: at, count: 1 })
  return start !== undefined && end !== undefined && end <= start ? end : undefined
}

function cronOf(time: string, days: readonly number[]): string {
  const [hour, minute] = time.split(':').map(Number)
  return `${minute} ${hour} * * ${days.join(',')}`
}
