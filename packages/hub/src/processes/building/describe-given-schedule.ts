import { describeSchedule, nextInstants, parseSchedule, ScheduleError } from '@coupa-connector/process'
import type { BodyOf, ResponseOf, Routes } from '@coupa-connector/protocol'

/** A schedule as a person types it, in words, with its next instants; or why it cannot be kept. */
export function describeGivenSchedule(
  { schedule: given, count }: BodyOf<Routes['schedules.describe']>,
  after: Date,
): ResponseOf<Routes['schedules.describe']> {
  try {
    const schedule = parseSchedule(given)
    const instants = nextInstants(schedule, { after, count })
    return { words: describeSchedule(schedule), nextAt: instants.map((at) => at.toISOString()), problem: null }
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error
    return { words: null, nextAt: [], problem: error.message }
  }
}
