import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIdSpace } from './ids.ts'

describe('createIdSpace', () => {
  it('finds the place of every id it gives out, and rises', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 5_000_000 }), (seed, index) => {
        const ids = createIdSpace(seed, 'invoices')

        expect(ids.indexOf(ids.idAt(index))).toBe(index)
        expect(ids.idAt(index + 1)).toBeGreaterThan(ids.idAt(index))
        expect(ids.placesBelow(ids.idAt(index) + 1)).toBe(index + 1)
      }),
    )
  })

  it('leaves gaps', () => {
    const ids = createIdSpace(1, 'invoices')

    expect(ids.idAt(1000) - ids.idAt(0)).toBeGreaterThan(1300)
  })
})
