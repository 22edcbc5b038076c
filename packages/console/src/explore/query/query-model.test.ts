import { describe, expect, it } from 'vitest'
import {
  type ExploreQuery,
  emptyQuery,
  operators,
  parentNames,
  queryProblems,
  resourcePath,
  toOperation,
} from './query-model.ts'

describe('toOperation', () => {
  it('asks for everything when nothing is said', () => {
    expect(toOperation('invoices', emptyQuery)).toEqual({
      action: 'query',
      resource: 'invoices',
      query: {},
      limit: 50,
      wire: 'json',
    })
  })

  it('writes filters, fields, order and limit as the connector takes them', () => {
    const query: ExploreQuery = {
      ...emptyQuery,
      fields: ['id', 'supplier.name', 'supplier.primary-contact.email'],
      filters: [
        { field: 'supplier.primary-contact.email', operator: 'contains', value: '@' },
        { field: 'status', operator: 'in', value: 'approved, , draft' },
        { field: 'po-number', operator: 'blank', value: 'false' },
      ],
      orderBy: { field: 'updated-at', direction: 'desc' },
      limit: 5,
      wire: 'xml',
    }

    expect(toOperation('invoices', query)).toEqual({
      action: 'query',
      resource: 'invoices',
      query: {
        conditions: [
          { path: ['supplier', 'primary_contact', 'email'], operator: 'contains', value: '@' },
          { path: ['status'], operator: 'in', value: ['approved', 'draft'] },
          { path: ['po_number'], operator: 'blank', value: false },
        ],
        fields: ['id', { supplier: ['name', { 'primary-contact': ['email'] }] }],
        orderBy: { field: 'updated-at', direction: 'desc' },
      },
      limit: 5,
      wire: 'xml',
    })
  })

  it('asks for ids only', () => {
    expect(toOperation('invoices', { ...emptyQuery, fields: 'limited' }).query).toEqual({ returnObject: 'limited' })
  })
})

describe('paths with parents', () => {
  it('are filled in', () => {
    expect(parentNames('suppliers/:supplier_id/addresses')).toEqual(['supplier_id'])
    expect(resourcePath('suppliers/:supplier_id/addresses', { supplier_id: ' 7 ' })).toBe('suppliers/7/addresses')
  })

  it.each(['', ' ', '7/../..', 'a b'])('are refused with %j', (supplier_id) => {
    expect(queryProblems('suppliers/:supplier_id/addresses', { ...emptyQuery, parents: { supplier_id } })).toHaveLength(
      1,
    )
  })
})

describe('queryProblems', () => {
  it('finds nothing wrong with an empty query', () => {
    expect(queryProblems('invoices', emptyQuery)).toEqual([])
  })

  it.each(operators.filter((operator) => operator !== 'blank'))('wants a value for %s', (operator) => {
    const filters = [{ field: 'status', operator, value: '' }]

    expect(queryProblems('invoices', { ...emptyQuery, filters })[0]).toMatch(/^Filter 1: enter /)
  })

  it('wants a field in every filter, a field to serve, and a limit that can be kept', () => {
    const filters = [{ field: '', operator: 'blank', value: '' }] as const

    expect(queryProblems('invoices', { ...emptyQuery, fields: [], filters, limit: 1001 })).toEqual([
      'Select at least one field.',
      'Filter 1: choose a field.',
      'The limit must be a whole number from 1 to 1000.',
    ])
  })
})
