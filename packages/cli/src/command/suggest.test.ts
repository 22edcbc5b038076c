import { expect, test } from 'vitest'
import { didYouMean } from './suggest.ts'

test('asks for one name or for several', () => {
  expect(didYouMean('invioces', ['invoices', 'suppliers'])).toBe('Did you mean "invoices"?')
  expect(didYouMean('order', ['order_pads', 'orders'])).toBe('Did you mean "orders" or "order_pads"?')
})

test('says nothing when nothing is near', () => {
  expect(didYouMean('weather', ['invoices', 'suppliers'])).toBeUndefined()
})
