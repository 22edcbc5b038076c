import { expect, test } from 'vitest'
import { didYouMean, suggest } from './suggest.ts'

test('finds words that are typed a little wrong, or only begun', () => {
  expect(suggest('invioces', ['invoices', 'suppliers'])).toEqual(['invoices'])
  expect(suggest('tax-codes', ['tax_codes'])).toEqual(['tax_codes'])
  expect(suggest('purch', ['purchase_orders', 'punchouts'])[0]).toBe('purchase_orders')
})

test('suggests nothing when nothing is near', () => {
  expect(didYouMean('weather', ['invoices', 'suppliers'])).toBeUndefined()
})
