import { describe, expect, it } from 'vitest'
import { nearestNames } from './nearest-names.ts'

describe('nearestNames', () => {
  it('finds names that are typed a little wrong', () => {
    expect(nearestNames('invioces', ['invoices', 'suppliers'])).toEqual(['invoices'])
  })

  it('finds names of which two letters changed places, however short they are', () => {
    expect(nearestNames('nmae', ['name', 'number'])).toEqual(['name'])
    expect(nearestNames('di', ['id', 'name'])).toEqual(['id'])
  })

  it('takes hyphens, underscores and case for the same', () => {
    expect(nearestNames('Tax-Codes', ['tax_codes'])).toEqual(['tax_codes'])
  })

  it('finds names that are only begun, the closest first', () => {
    expect(nearestNames('order', ['order_pads', 'purchase_orders', 'users'])).toEqual(['order_pads', 'purchase_orders'])
  })

  it('takes no time over what is far longer than any name', () => {
    const begunMs = performance.now()
    expect(nearestNames('x'.repeat(1_000_000), ['invoices', 'suppliers'])).toEqual([])
    expect(performance.now() - begunMs).toBeLessThan(1_000)
  })

  it('finds nothing when nothing is near', () => {
    expect(nearestNames('weather', ['invoices', 'suppliers'])).toEqual([])
  })
})
