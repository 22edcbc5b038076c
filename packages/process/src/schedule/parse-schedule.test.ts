import { describe, expect, it } from 'vitest'
import { describeSchedule } from './describe-schedule.ts'
import { parseSchedule, ScheduleError } from './parse-schedule.ts'

function problem(input: unknown): string {
  try {
    parseSchedule(input)
    return 'no problem'
  } catch (error) {
    if (error instanceof ScheduleError) return error.message
    throw error
  }
}

describe('a schedule', () => {
  it.each([
    [{ cron: '30 2 * * *', zone: 'America/New_York' }, 'At 02:30, in America/New_York'],
    [{ cron: '0 4 * * MON-FRI', zone: 'Europe/Berlin' }, 'At 04:00, Monday through Friday, in Europe/Berlin'],
    [{ everyMinutes: 15 }, 'Every 15 minutes'],
    [{ everyMinutes: 1 }, 'Every minute'],
    [{ after: 'suppliers' }, 'After each run of suppliers'],
  ])('%o is read, and said in words', (input, words) => {
    expect(describeSchedule(parseSchedule(input))).toBe(words)
  })

  it.each([
    [{ cron: '30 2 * * *' }, 'zone is missing. Write an IANA name such as America/New_York.'],
    [{ cron: '30 2 * * *', zone: 'New York' }, 'zone is "New York", which is not a time zone; use an IANA name'],
    [{ zone: 'Europe/Berlin' }, 'cron is missing.'],
    [{ cron: '0 30 2 * * *', zone: 'UTC' }, 'has 6 fields; write five: minute, hour'],
    [{ cron: '@daily', zone: 'UTC' }, 'has 1 field; write five'],
    [{ cron: '61 * * * *', zone: 'UTC' }, 'cron is "61 * * * *", which is not a schedule: '],
    [{ cron: '0 0 31 2 *', zone: 'UTC' }, 'which is not a schedule: '],
    [{ cron: 'H H * * *', zone: 'UTC' }, 'characters that are not part of cron'],
    [{ everyMinutes: 0 }, 'everyMinutes is 0, and has to be a whole number from 1 to 10080 (a week).'],
    [{ everyMinutes: '15' }, 'everyMinutes is "15", and has to be a whole number'],
    [{ everyMinutes: 15, zone: 'UTC' }, 'zone does not belong to a schedule with everyMinutes.'],
    [
      { cron: '0 4 * * *', timezone: 'UTC', zone: 'UTC' },
      'timezone does not belong to a schedule with cron. It takes cron and zone.',
    ],
    [{ cron: '0 4 * * *', zone: 'UTC', after: 'x' }, 'the schedule has cron and after.'],
    [{ after: 'Big Load' }, 'after is "Big Load", which is not the name of a process.'],
    [{}, 'the schedule does not say when.'],
    ['0 4 * * *', 'the schedule is not an object.'],
  ])('%o is refused in words', (input, words) => {
    expect(problem(input)).toContain(words)
  })

  it('is refused with all of its problems at once', () => {
    expect(problem({ cron: '0 4 *', zone: 'Mars' }).split('\n')).toHaveLength(2)
  })
})
