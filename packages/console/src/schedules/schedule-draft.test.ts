import { expect, it } from 'vitest'
import { scheduleDraftOf, scheduleOf } from './schedule-draft.ts'

it.each(['0 * * * *', '15 * * * *', '30 4 * * *', '5 0 * * 1', '0 3 1 * *', '*/10 8-18 * * 1-5'])(
  'the schedule %s stays what it is in the form',
  (cron) => {
    expect(scheduleOf(scheduleDraftOf({ cron, zone: 'Europe/Berlin' }))).toEqual({ cron, zone: 'Europe/Berlin' })
  },
)

it('every so many minutes needs no zone, and what people start has no schedule', () => {
  const draft = scheduleDraftOf({ cron: '0 * * * *', zone: 'UTC' })

  expect(scheduleOf({ ...draft, kind: 'minutes', minutes: 20 })).toEqual({ everyMinutes: 20 })
  expect(scheduleOf({ ...draft, kind: 'manual' })).toBeUndefined()
})

it('a schedule of so many minutes stays what it is in the form', () => {
  expect(scheduleOf(scheduleDraftOf({ everyMinutes: 45 }))).toEqual({ everyMinutes: 45 })
})
