import { describe, expect, it } from 'vitest'
import { describeMaintenance, type MaintenanceWindow, maintenanceEnd } from './maintenance-window.ts'

const berlin = { zone: 'Europe/Berlin' }
const night: MaintenanceWindow = { days: ['saturday'], from: '22:00', until: '02:00', ...berlin }
const morning: MaintenanceWindow = { days: ['sunday'], from: '02:00', until: '06:00', ...berlin }

const endAt = (windows: readonly MaintenanceWindow[], at: string): string | undefined =>
  maintenanceEnd(windows, new Date(at))?.toISOString()

describe('a maintenance window', () => {
  it.each([
    ['2026-07-04T19:59:59Z', undefined],
    ['2026-07-04T20:00:00Z', '2026-07-05T00:00:00.000Z'],
    ['2026-07-04T23:59:59Z', '2026-07-05T00:00:00.000Z'],
    ['2026-07-05T00:00:00Z', undefined],
    ['2026-07-05T20:30:00Z', undefined],
  ])('over midnight is at %s left at %s', (at, end) => {
    expect(endAt([night], at)).toBe(end)
  })

  it('that another one follows at once ends with that one', () => {
    expect(endAt([night, morning], '2026-07-04T21:00:00Z')).toBe('2026-07-05T04:00:00.000Z')
  })

  it('from midnight to midnight is the whole day', () => {
    const weekend: MaintenanceWindow = { days: ['saturday', 'sunday'], from: '00:00', until: '00:00', zone: 'UTC' }
    expect(endAt([weekend], '2026-07-04T00:00:00Z')).toBe('2026-07-06T00:00:00.000Z')
    expect(endAt([weekend], '2026-07-03T23:59:59Z')).toBeUndefined()
  })

  it('moves with the clock of its zone, and ends at the end of a gap in it', () => {
    const early: MaintenanceWindow = { days: ['sunday'], from: '01:00', until: '02:30', ...berlin }
    expect(endAt([early], '2026-03-29T00:30:00Z')).toBe('2026-03-29T01:00:00.000Z')
    expect(endAt([early], '2026-03-29T01:00:00Z')).toBeUndefined()
    expect(endAt([early], '2026-04-05T00:15:00Z')).toBe('2026-04-05T00:30:00.000Z')
  })

  it('that never closes is said to end some time, and is looked at again then', () => {
    const always: MaintenanceWindow = { ...night, days: ['saturday', 'sunday'], from: '00:00', until: '00:00' }
    const rest: MaintenanceWindow = { ...always, days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] }
    expect(endAt([always, rest], '2026-07-05T00:00:00Z')).toBeDefined()
  })

  it.each([
    [['saturday'], 'Saturday, 22:00 to 02:00, in Europe/Berlin'],
    [['friday', 'tuesday', 'wednesday', 'monday'], 'Monday to Wednesday, Friday, 22:00 to 02:00, in Europe/Berlin'],
    [['saturday', 'sunday'], 'Saturday and Sunday, 22:00 to 02:00, in Europe/Berlin'],
  ] as const)('is said in words: %o', (days, words) => {
    expect(describeMaintenance({ ...night, days })).toBe(words)
  })
})
