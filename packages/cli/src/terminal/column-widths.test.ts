import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnWidths } from './column-widths.ts'

test.each([
  [[5, 10, 20], 80, [5, 10, 20]],
  [[5, 10, 200], 80, [5, 10, 65]],
  [[5, 100, 200], 80, [5, 38, 37]],
  [[35, 100, 200], 80, [35, 23, 22]],
  [[84, 10, 10], 100, [50, 10, 10]],
  [[100, 100, 100], 10, [6, 6, 6]],
  [[], 80, []],
])('columns of %j in a width of %i get %j', (natural, available, widths) => {
  expect(columnWidths(natural, available)).toEqual(widths)
})

test('columns that fit are never cut, and never more than the width is used', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 8 }),
      fc.integer({ min: 100, max: 300 }),
      (natural, available) => {
        const widths = columnWidths(natural, available)
        const total = widths.reduce((sum, width) => sum + width, 0)
        const wanted = natural.reduce((sum, width) => sum + width, 0)
        expect(widths.every((width, index) => width <= (natural[index] ?? 0))).toBe(true)
        expect(total).toBeLessThanOrEqual(available)
        if (wanted <= available) expect(widths).toEqual(natural)
      },
    ),
  )
})
