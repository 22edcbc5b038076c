import { expect, test } from 'vitest'
import { cutDate } from './cut-date.ts'

test.each([
  ['2026-03-01T00:00:00-08:00', undefined, '2026-03-01'],
  ['2026-03-01T00:00:00-08:00', 'America/Los_Angeles', '2026-03-01'],
  ['2026-03-01T08:00:00Z', 'America/Los_Angeles', '2026-03-01'],
  ['2026-03-01T07:59:59Z', 'America/Los_Angeles', '2026-02-28'],
  ['2026-03-01T23:30:00Z', 'Europe/Berlin', '2026-03-02'],
  ['2026-03-01', 'Asia/Tokyo', '2026-03-01'],
  ['tomorrow', undefined, undefined],
])('the date of %s in the zone %s is %s', (text, zone, date) => {
  expect(cutDate(text, zone)).toBe(date)
})
