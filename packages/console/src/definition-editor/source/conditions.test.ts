import { expect, it } from 'vitest'
import { conditionsOf, whereOf } from './conditions.ts'

it.each([
  { status: { in: ['approved', 'voided'] } },
  { resolved: { eq: false } },
  { supplier: { number: { eq: '4711' } }, 'created-at': { gt: '2026-01-01', lt: '2026-02-01' } },
])('conditions stay what they are in the form: %j', (where) => {
  expect(whereOf(conditionsOf(where))).toEqual(where)
})

it('reads the short form of an equality, and leaves out what is not complete', () => {
  const conditions = conditionsOf({ status: 'approved' })

  expect(conditions).toEqual([{ field: 'status', operator: 'eq', value: 'approved' }])
  expect(whereOf([...conditions, { field: 'id', operator: 'gt', value: ' ' }])).toEqual({ status: { eq: 'approved' } })
})
