import { describe, expect, it } from 'vitest'
import { parseRetryAfter } from './retry-after.ts'

const nowMs = Date.UTC(1994, 10, 6, 8, 49, 7)

describe('parseRetryAfter', () => {
  it.each([
    ['0', 0],
    ['5', 5000],
    [' 120 ', 120_000],
    ['1.5', 1500],
    ['99999999999', 3_600_000],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 30_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 30_000],
    ['Sun Nov  6 08:49:37 1994', 30_000],
    ['Sun, 06 Nov 1994 08:00:00 GMT', 0],
    ['Mon, 07 Nov 1994 08:49:37 GMT', 3_600_000],
  ])('reads %j as %i ms', (value, expected) => {
    expect(parseRetryAfter(value, { nowMs })).toBe(expected)
  })

  it.each([undefined, '', 'soon', '-5', '5 apples', '1e3', '0x10', 'NaN', 'Infinity', 'Sun, 99 Nov 1994 08:49:37 GMT'])(
    'takes no notice of %j',
    (value) => {
      expect(parseRetryAfter(value, { nowMs })).toBeUndefined()
    },
  )

  it('counts a date from the date of the answer, not from a clock that may be wrong', () => {
    const date = 'Sun, 06 Nov 1994 08:49:27 GMT'

    expect(parseRetryAfter('Sun, 06 Nov 1994 08:49:37 GMT', { nowMs: nowMs + 999_000, date })).toBe(10_000)
    expect(parseRetryAfter('Sun, 06 Nov 1994 08:49:37 GMT', { nowMs, date: 'junk' })).toBe(30_000)
  })
})
