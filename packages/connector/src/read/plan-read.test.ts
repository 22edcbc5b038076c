import { describe as describeResource } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import { PagingError } from '../errors/read-errors.ts'
import { QueryInvalidError } from '../errors/request-errors.ts'
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
    expect(plan({ extraParameters: [['show_deleted_lines', 'true']] }).options.mode).toBe('id')
  })

  it.each<[string, Partial<NormalizedQuery>]>([
    ['another order', { orderBy: { path: ['created_at'], direction: 'asc' } }],
    ['descending ids', { orderBy: { path: ['id'], direction: 'desc' } }],
    ['an extra offset', { extraParameters: [['offset', '100']] }],
    ['an extra order', { extraParameters: [['order_by', 'total']] }],
    ['an extra bound of the id', { extraParameters: [['id[gt]', '7']] }],
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

  it('takes an offset out of the extra parameters, where it would make every page the same one', () => {
    const { query, options } = plan({
      extraParameters: [
        ['offset', '40'],
        ['x', '1'],
      ],
    })

    expect(query.extraParameters).toEqual([['x', '1']])
    expect(options).toMatchObject({ offset: 40 })
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
    expect(plan(query, { loopChangesSet: true }).options.mode).toBe('shrinking')
    expect(plan(query, { loopChangesSet: false }).options.mode).toBe('offset')
    expect(plan({ ...query, orderBy: undefined }).options.mode).toBe('id')
  })

  it('refuses a window of its own beside an incremental read', () => {
    const conditions = [{ path: ['updated_at'], operator: 'lt', value: '2026-01-01' }] as const

    expect(() => plan({ conditions }, { isIncremental: true })).toThrow(QueryInvalidError)
    expect(plan({ conditions }).query.conditions).toEqual(conditions)
  })
})
