import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextInstants } from './next-instants.ts'
import { wallTime } from './wall-clock.ts'

function next(cron: string, zone: string, after: string, count: number): readonly string[] {
  return nextInstants({ cron, zone }, { after: new Date(after), count }).map((instant) => instant.toISOString())
}

const newYork = 'America/New_York'

describe('the next instants of a schedule', () => {
  it('are the wall-clock times of its zone', () => {
    expect(next('0 4 * * 1', newYork, '2026-07-01T00:00:00Z', 2)).toEqual([
      '2026-07-06T08:00:00.000Z',
      '2026-07-13T08:00:00.000Z',
    ])
  })

  it('come once, at the end of the gap, where the clock is put forward over them', () => {
    expect(next('30 2 * * *', newYork, '2026-03-07T00:00:00Z', 3)).toEqual([
      '2026-03-07T07:30:00.000Z',
      '2026-03-08T07:00:00.000Z',
      '2026-03-09T06:30:00.000Z',
    ])
    expect(next('*/15 2 * * *', newYork, '2026-03-08T05:00:00Z', 2)).toEqual([
      '2026-03-08T07:00:00.000Z',
      '2026-03-09T06:00:00.000Z',
    ])
  })

  it('are not planned again when somebody asks at the end of the gap', () => {
    expect(next('30 2 * * *', newYork, '2026-03-08T07:00:00Z', 1)).toEqual(['2026-03-09T06:30:00.000Z'])
  })

  it('come once, the first time, where the clock is put back', () => {
    expect(next('30 1 * * *', newYork, '2026-10-31T12:00:00Z', 2)).toEqual([
      '2026-11-01T05:30:00.000Z',
      '2026-11-02T06:30:00.000Z',
    ])
    expect(next('30 1 * * *', newYork, '2026-11-01T05:30:00Z', 1)).toEqual(['2026-11-02T06:30:00.000Z'])
  })

  it.each(['2026-11-01T04:00:00Z', '2026-03-08T05:00:00Z'])(
    'of every half hour are half an hour apart from %s',
    (after) => {
      const instants = nextInstants({ cron: '*/30 * * * *', zone: newYork }, { after: new Date(after), count: 8 })
      expect(instants.map((instant) => instant.getTime() - Date.parse(after))).toEqual(
        Array.from({ length: 8 }, (_, place) => (place + 1) * 1_800_000),
      )
    },
  )

  it('of every n minutes count elapsed time, whoever asks', () => {
    const all = nextInstants({ everyMinutes: 7 }, { after: new Date('2026-03-08T06:50:00Z'), count: 9 })
    expect(nextInstants({ everyMinutes: 7 }, { after: all[0] ?? new Date(), count: 8 })).toEqual(all.slice(1))
    expect((all[8]?.getTime() ?? 0) - (all[0]?.getTime() ?? 0)).toBe(8 * 7 * 60_000)
  })

  it('do not exist for a process that follows another', () => {
    expect(nextInstants({ after: 'suppliers' }, { after: new Date(), count: 5 })).toEqual([])
  })

  it('rise, show the planned time or the end of a gap, and do not depend on how many are asked for', () => {
    const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca']
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 23 }),
        fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        (zone, minute, hour, after) => {
          const schedule = { cron: `${minute} ${hour} * * *`, zone }
          const [one, two, three] = nextInstants(schedule, { after, count: 3 })
          if (one === undefined || two === undefined) throw new Error('There are always next instants')
          expect(one.getTime()).toBeGreaterThan(after.getTime())
          expect(nextInstants(schedule, { after: one, count: 2 })).toEqual([two, three])
          const planned = (hour * 60 + minute) * 60_000
          const wall = wallTime(one.getTime(), zone) % 86_400_000
          const isAtGap = wallTime(one.getTime() - 1000, zone) + 1000 < wallTime(one.getTime(), zone)
          expect(wall === planned || (isAtGap && wall > planned)).toBe(true)
        },
      ),
    )
  })
})
