import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayStarts } from './day-starts.ts'

const starts = (now: string, zone: string, days: number): readonly string[] =>
  dayStarts(Date.parse(now), zone, days).map((instant) => new Date(instant).toISOString())

describe('dayStarts', () => {
  it('begins the day of now, and those before it, at midnight of the zone', () => {
    expect(starts('2026-11-30T22:59:59Z', 'Europe/Berlin', 2)).toEqual([
      '2026-11-28T23:00:00.000Z',
      '2026-11-29T23:00:00.000Z',
    ])
    expect(starts('2026-11-30T23:00:00Z', 'Europe/Berlin', 1)).toEqual(['2026-11-30T23:00:00.000Z'])
  })

  it('knows days of 23 and 25 hours', () => {
    expect(starts('2026-03-09T12:00:00Z', 'America/New_York', 2)).toEqual([
      '2026-03-08T05:00:00.000Z',
      '2026-03-09T04:00:00.000Z',
    ])
    expect(starts('2026-11-02T12:00:00Z', 'America/New_York', 2)).toEqual([
      '2026-11-01T04:00:00.000Z',
      '2026-11-02T05:00:00.000Z',
    ])
  })

  it('begins a day without a midnight at its first instant', () => {
    // The clocks of Chile go forward at midnight.
    expect(starts('2026-09-06T12:00:00Z', 'America/Santiago', 1)).toEqual(['2026-09-06T04:00:00.000Z'])
  })

  it('has now in the last day, whatever the zone', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
    const instants = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) })
    fc.assert(
      fc.property(zones, instants, (zone, now) => {
        const [yesterday = 0, today = 0] = dayStarts(now, zone, 2)
        expect(today).toBeLessThanOrEqual(now)
        expect(now - today).toBeLessThan(26 * 3_600_000)
        expect(yesterday).toBeLessThan(today)
      }),
      { numRuns: 200 },
    )
  })
})
