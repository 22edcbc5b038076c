import { expect, it } from 'vitest'
import { nextOfAll } from './next-of-all.ts'

it('merges the instants of several schedules, each once, with the zone of its schedule', () => {
  const at = (hour: number): string => `2026-06-01T0${hour}:00:00.000Z`

  expect(
    nextOfAll([
      { schedule: { cron: '0 4 * * *', zone: 'Europe/Berlin' }, upcoming: [at(2), at(6)] },
      { schedule: { everyMinutes: 60 }, upcoming: [at(1), at(2), at(3), at(4), at(5)] },
    ]),
  ).toEqual([
    { at: at(1), zone: undefined },
    { at: at(2), zone: undefined },
    { at: at(3), zone: undefined },
    { at: at(4), zone: undefined },
    { at: at(5), zone: undefined },
  ])
})
