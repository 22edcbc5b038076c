import { describe as describeResource } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import { PagingError } from '../errors/paging-error.ts'
import { QueryInvalidError } from '../errors/query-invalid-error.ts'
import type { NormalizedQuery } from '../query/normalize-query.ts'
import { type PlanReadOptions, planRead, type ReadPlan } from './plan-read.ts'

const invoices = describeResource('invoices')

function plan(query: Partial<NormalizedQuery>, options: Partial<PlanReadOptions> = {}): ReadPlan {
  return planRead({ resource: invoices, query: { conditions: [], ...query }, isIncremental: false, ...options })
}

describe('planRead', () => {
  it('reads by id where nothing speaks against it', () => {
    expect(plan({}).options.mode).toBe('id')
    expect(plan({ orderBy: { path: ['id'], direction: 'asc' } }).options.mode).toBe('id')
    expect(plan({ raw: [['show_deleted_lines', 'true']] }).options.mode).toBe('id')
  })

  it.each<[string, Partial<NormalizedQuery>]>([
    ['another order', { orderBy: { path: ['created_at'], direction: 'asc' } }],
    ['descending ids', { orderBy: { path: ['id'], direction: 'desc' } }],
    ['an offset of its own', { offset: 100 }],
    ['a raw offset', { raw: [['offset', '100']] }],
    ['a raw order', { raw: [['order_by', 'total']] }],
    ['a raw bound of the id', { raw: [['id[gt]', '7']] }],
  ])('reads by offset for %s', (_name, query) => {
    expect(plan(query).options.mode).toBe('offset')
  })

  it('reads by offset what has no ids', () => {
    expect(plan({}, { resource: { ...invoices, hasId: false } }).options.mode).toBe('offset')
  })

  it('makes bounds of the read from conditions on the id, and leaves others to the server', () => {
    const { query, options } = plan({
      conditions: [
        { path: ['id'], operator: 'gt_or_eq', value: 100 },
        { path: ['id'], operator: 'gt', value: '50' },
        { path: ['id'], operator: 'lt', value: 900n },
        { path: ['id'], operator: 'not_eq', value: 500 },
        { path: ['supplier', 'id'], operator: 'gt', value: 3 },
      ],
    })

    expect(options.ids).toEqual({ after: 99, upTo: 899 })
    expect(query.conditions.map(({ operator }) => operator)).toEqual(['not_eq', 'gt'])
  })

  it('takes limit and offset out of the raw parameters, which would make every page the same one', () => {
    const { query, options } = plan({
      raw: [
        ['limit', '20'],
        ['offset', '40'],
        ['x', '1'],
      ],
    })

    expect(query.raw).toEqual([['x', '1']])
    expect(options).toMatchObject({ pageSize: 20, offset: 40 })
  })

  it('asks for the id, and in a window for the time of the last change, with selected fields', () => {
    expect(plan({ fields: ['status'] }).query.fields).toEqual(['status', 'id'])
    expect(plan({ fields: ['id', 'status'] }, { isIncremental: true }).query.fields).toEqual([
      'id',
      'status',
      'updated_at',
    ])
  })

  it('refuses to move an offset over a set that marking records changes, unless it is said whether the loop does', () => {
    const query: Partial<NormalizedQuery> = {
      conditions: [{ path: ['exported'], operator: 'eq', value: false }],
      orderBy: { path: ['created_at'], direction: 'asc' },
    }

    expect(() => plan(query)).toThrow(PagingError)
    expect(plan(query, { changesSet: true }).options.mode).toBe('shrinking')
    expect(plan(query, { changesSet: false }).options.mode).toBe('offset')
    expect(plan({ ...query, orderBy: undefined }).options.mode).toBe('id')
  })

  it('refuses a window of its own beside an incremental read', () => {
    const conditions = [{ path: ['updated_at'], operator: 'lt', value: '2026-01-01' }] as const

    expect(() => plan({ conditions }, { isIncremental: true })).toThrow(QueryInvalidError)
    expect(plan({ conditions }).query.conditions).toEqual(conditions)
  })
})
