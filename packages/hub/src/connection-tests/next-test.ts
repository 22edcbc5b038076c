import { nextInstants, parseSchedule } from '@coupa-connector/process'

/** The next instant of a schedule of tests, later than `after`. Throws when the schedule has none. */
export function nextTest(schedule: Readonly<Record<string, unknown>>, after: Date): Date {
  const [next] = nextInstants(parseSchedule(schedule), { after, count: 1 })
  if (next === undefined) throw new TypeError('A schedule of tests has times of its own')
  return next
}
