import { describe, expect, it } from 'vitest'
import { parseQuirkOptions, parseRecordCounts } from './run-sandbox.ts'

describe('--records', () => {
  it('takes a number for all documents and numbers for resources', () => {
    expect(parseRecordCounts([])).toEqual({ default: 1000 })
    expect(parseRecordCounts(['50'])).toEqual({ default: 50 })
    expect(parseRecordCounts(['invoices=1237', '100'])).toEqual({ default: 100, invoices: 1237 })
    expect(parseRecordCounts(['purchase-orders=7'])).toMatchObject({ purchase_orders: 7 })
  })

  it.each([
    ['invoises=5', 'There is no resource "invoises"'],
    ['invoices=many', '--records cannot be "invoices=many"'],
    ['-1', '--records cannot be "-1"'],
    ['100000001', '--records cannot be "100000001"'],
  ])('refuses %s', (given, message) => {
    expect(() => parseRecordCounts([given])).toThrow(message)
  })
})

describe('--quirk', () => {
  it('takes a number where a quirk is one', () => {
    expect(parseQuirkOptions(['page-size-cap=20'])).toEqual({ 'page-size-cap': '20' })
    expect(() => parseQuirkOptions(['page-size-cap=N'])).toThrow('cannot be "N"')
  })
})
