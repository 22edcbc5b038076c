import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { retryDelayMs } from './retry-delay.ts'

describe('retryDelayMs', () => {
  it('waits 5, 10 and 30 s, 1, 2 and 5 min', () => {
    const delays = [1, 2, 3, 4, 5, 6].map((failures) => retryDelayMs(failures, () => 0.5))

    expect(delays).toEqual([5_000, 10_000, 30_000, 60_000, 120_000, 300_000])
  })

  it('then waits any time from 2 to 5 min, for ever', () => {
    const random = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 7, max: 1_000_000 }), random, (failures, drawn) => {
        const delayMs = retryDelayMs(failures, () => drawn)
        return delayMs >= 120_000 && delayMs <= 300_000
      }),
    )
  })

  it('spreads every pause by a tenth', () => {
    expect([0, 1].map((drawn) => retryDelayMs(1, () => drawn))).toEqual([4_500, 5_500])
  })
})
