import { expect, test } from 'vitest'
import { describe as describeResource, resourceNames } from './catalog.ts'
import { tellingFields } from './telling-fields.ts'

test.each([
  ['suppliers', ['id', 'number', 'name', 'status', 'updated-at']],
  ['invoices', ['id', 'invoice-number', 'supplier.name', 'status', 'total-with-taxes', 'currency.code', 'updated-at']],
])('records of %s are told apart by %j', (resource, fields) => {
  expect(tellingFields(describeResource(resource))).toEqual(fields)
})

test('every resource that can be read has telling fields, and not too many', () => {
  for (const name of resourceNames()) {
    const fields = tellingFields(describeResource(name))
    expect(fields.length).toBeLessThanOrEqual(8)
    expect(new Set(fields).size).toBe(fields.length)
  }
})
