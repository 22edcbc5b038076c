import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareDecimals, difference, multiply, sum } from './decimal-math.ts'

const cents = fc.integer({ min: -10_000_000, max: 10_000_000 })
const text = (amount: number): string => (amount / 100).toFixed(2)

describe('decimal arithmetic', () => {
  it('adds, takes away and compares like whole cents', () => {
    fc.assert(
      fc.property(cents, cents, (left, right) => {
        expect(sum([text(left), text(right)])).toBe(text(left + right))
        expect(difference(text(left), text(right))).toBe(text(left - right))
        expect(compareDecimals(text(left), text(right))).toBe(Math.sign(left - right))
      }),
    )
  })

  it('multiplies a price with a whole quantity without rounding', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 10_000 }), (price, quantity) => {
        expect(multiply(text(price), `${quantity}.0`)).toBe(text(price * quantity).replace('-0.00', '0.00'))
      }),
    )
  })

  it('counts what is not a number as nothing', () => {
    expect(sum(['12.5', null, 'none', 3])).toBe('15.50')
  })
})
