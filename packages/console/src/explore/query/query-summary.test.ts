import { expect, it } from 'vitest'
import { emptyQuery } from './query-model.ts'
import { summarizeQuery } from './query-summary.ts'

it('says in one line what a query asks for', () => {
  const filters = [
    { field: 'status', operator: 'eq', value: 'approved' },
    { field: 'supplier.name', operator: 'blank', value: 'false' },
  ] as const

  expect(summarizeQuery({ ...emptyQuery, fields: ['id', 'status'], filters, limit: 20 })).toBe(
    '2 fields · status is approved · supplier.name has a value · limit 20',
  )
  expect(summarizeQuery({ ...emptyQuery, orderBy: { field: 'id', direction: 'desc' }, wire: 'xml' })).toBe(
    'all fields · by id, descending · limit 50 · XML',
  )
})
