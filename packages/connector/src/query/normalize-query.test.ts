import { describe as describeResource } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import { QueryInvalidError } from '../errors/request-errors.ts'
import { normalizeQuery, type QueryInput } from './normalize-query.ts'

const invoices = describeResource('invoices')
const normalize = (query: QueryInput) => normalizeQuery(query, invoices)
const conditions = (where: object) => normalize({ where }).conditions

describe('normalizeQuery', () => {
  it('makes conditions of values, operators and associations', () => {
    const found = conditions({
      status: 'approved',
      'gross-total': { gt: 100, lt: 200 },
      supplier: { name: { starts_with: 'N' }, 'primary-address': { city: 'Bremen' } },
      'invoice-lines': { account: { code: { in: ['a', 'b'] } } },
    })

    expect(found).toEqual([
      { path: ['status'], operator: 'eq', value: 'approved' },
      { path: ['gross_total'], operator: 'gt', value: 100 },
      { path: ['gross_total'], operator: 'lt', value: 200 },
      { path: ['supplier', 'name'], operator: 'starts_with', value: 'N' },
      { path: ['supplier', 'primary_address', 'city'], operator: 'eq', value: 'Bremen' },
      { path: ['invoice_lines', 'account', 'code'], operator: 'in', value: ['a', 'b'] },
    ])
  })

  it('asks for blank fields with null', () => {
    expect(conditions({ 'invoice-number': null, status: { not_eq: null } })).toEqual([
      { path: ['invoice_number'], operator: 'blank', value: true },
      { path: ['status'], operator: 'blank', value: false },
    ])
  })

  it('adds parsed conditions to those of where', () => {
    const parsed = { path: ['status'], operator: 'eq', value: 'new' } as const

    expect(normalize({ where: { id: 7 }, conditions: [parsed] }).conditions).toHaveLength(2)
  })

  it('keeps fields, filter, order and page with names underscored', () => {
    const query = normalize({
      fields: ['id', 'invoice-number', { 'invoice-lines': ['line-num', { account: ['code'] }], 'custom-fields': {} }],
      filter: 'my filter',
      returnObject: 'limited',
      orderBy: { field: 'updated-at', direction: 'desc' },
      extraParameters: { show_deleted_lines: true },
    })

    expect(query).toEqual({
      conditions: [],
      fields: [
        'id',
        'invoice_number',
        { name: 'invoice_lines', fields: ['line_num', { name: 'account', fields: ['code'] }] },
        { name: 'custom_fields', fields: 'all' },
      ],
      filter: 'my filter',
      returnObject: 'limited',
      orderBy: { path: ['updated_at'], direction: 'desc' },
      extraParameters: [['show_deleted_lines', 'true']],
    })
  })

  it('orders ascending by a name alone', () => {
    expect(normalize({ orderBy: 'id' }).orderBy).toEqual({ path: ['id'], direction: 'asc' })
  })

  it('refuses two filters through one class, which would find nothing, and names the ids to use', () => {
    const rates = describeResource('exchange_rates')
    const where = { 'from-currency': { code: 'EUR' }, 'to-currency': { code: 'USD' } }

    expect(() => normalizeQuery({ where }, rates)).toThrow('are both a Currency: filtered together they find nothing')
    expect(() => normalizeQuery({ where }, rates)).toThrow(
      expect.objectContaining({ suggestion: 'Compare the ids instead: from_currency_id and to_currency_id.' }),
    )
    expect(normalizeQuery({ where: { 'from-currency-id': 1, 'to-currency-id': 2 } }, rates).conditions).toHaveLength(2)
  })

  it('allows two conditions on one association', () => {
    expect(conditions({ supplier: { name: 'x', number: 'y' } })).toHaveLength(2)
  })

  it.each<[string, QueryInput, string]>([
    ['a forgotten value', { where: { status: undefined } }, 'would read everything'],
    ['a forgotten operand', { where: { status: { gt: undefined } } }, 'gt is undefined'],
    ['a list without in', { where: { status: ['a'] } }, 'use in'],
    ['an empty list', { where: { status: { in: [] } } }, 'empty list'],
    ['null in a list', { where: { status: { in: [null] } } }, 'contains null'],
    ['a comma in a list', { where: { status: { in: ['a,b'] } } }, 'no escape'],
    ['null compared', { where: { 'gross-total': { gt: null } } }, 'use blank'],
    ['an empty object', { where: { supplier: {} } }, 'the object is empty'],
    ['an association as a value', { where: { supplier: 5 } }, 'supplier[id]'],
    ['an association that is blank', { where: { supplier: null } }, 'supplier[id]'],
    ['an unknown operator', { where: { status: { above: 1 } } }, '"above" is not an operator'],
    ['an unknown operator with a list', { where: { status: { inn: ['a'] } } }, '"inn" is not an operator'],
    ['an unknown field', { where: { stauts: 1 } }, 'the nearest are status'],
    [
      'a third association',
      { where: { supplier: { 'primary-address': { country: { code: 'DE' } } } } },
      'it is a third association',
    ],
    ['a blank time', { where: { 'updated-at': null } }, 'cannot compare with blank'],
    ['an invalid date', { where: { 'updated-at': new Date(Number.NaN) } }, 'invalid date'],
    ['a number that is none', { where: { id: Number.NaN } }, 'not a number that can be sent'],
    ['a name with a bracket', { where: { 'supplier[name]': 'x' } }, 'it is not a name'],
    [
      'one comparison twice',
      { where: { status: 'a' }, conditions: [{ path: ['status'], operator: 'eq', value: 'b' }] },
      'given twice',
    ],
    ['no fields', { fields: [] }, 'list of fields is empty'],
    ['no fields of an association', { fields: [{ supplier: [] }] }, 'at "supplier": the list of fields is empty'],
    ['an unknown field to serve', { fields: ['stauts'] }, 'no field "stauts"; the nearest are status'],
    ['an unknown field of an association', { fields: [{ supplier: ['nmae'] }] }, 'supplier has no field "nmae"'],
    ['an unknown association', { fields: [{ suplier: ['name'] }] }, 'no field "suplier"; the nearest are supplier'],
    ['fields of a field that has none', { fields: [{ status: ['name'] }] }, 'has no fields: name it by itself'],
    ['a path in one name', { fields: ['supplier.name'] }, 'it is not a name of a field'],
    ['a field that is a number', { fields: [7] }, '7 is neither a name nor an object'],
    ['an unknown order', { orderBy: 'idd' }, 'no field "idd"'],
    ['an unknown direction', { orderBy: { field: 'id', direction: 'up' as 'asc' } }, 'neither "asc" nor "desc"'],
    ['a nameless filter', { filter: ' ' }, 'the name is empty'],
    ['a nameless parameter', { extraParameters: { '': 'x' } }, 'the name is empty'],
    ['half of a surrogate pair', { where: { status: '\ud800' } }, 'surrogate'],
    ['an unknown return_object', { returnObject: 'all' as 'none' }, 'is none of'],
  ])('refuses %s', (_, query, message) => {
    expect(() => normalize(query)).toThrow(QueryInvalidError)
    expect(() => normalize(query)).toThrow(message)
  })

  it('lets custom fields pass, and every name when asked to', () => {
    const fields = [{ 'custom-fields': ['cf-erp'] }, { supplier: [{ 'custom-fields': {} }] }]
    expect(normalize({ fields }).fields).toHaveLength(2)
    expect(normalize({ fields: ['cf-erp', { 'new-one': ['x'] }], allowUnknownFields: true }).fields).toHaveLength(2)
    expect(conditions({ 'custom-fields': { 'cf-erp': 'x' } })).toEqual([
      { path: ['custom_fields', 'cf_erp'], operator: 'eq', value: 'x' },
    ])
    expect(normalize({ where: { 'cf-erp': 'x' }, allowUnknownFields: true }).conditions).toHaveLength(1)
  })
})
