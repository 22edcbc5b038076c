import { describe, expect, it } from 'vitest'
import type { Definition } from '../json.ts'
import {
  columnNameOf,
  customTypeOf,
  freeName,
  pathInRecord,
  pathInRow,
  problemsByColumn,
  tablesOf,
  withColumns,
  withOrigin,
  withSettings,
} from './columns.ts'

const flat: Definition = {
  mapping: {
    shape: 'flat',
    each: 'invoice-lines',
    key: ['id'],
    columns: { id: 'id', total: { path: 'total', as: 'decimal(32,4)' }, void: { expr: "^.status = 'voided'" } },
  },
}

describe('the columns of a mapping', () => {
  it('are written as they were read', () => {
    const [table] = tablesOf(flat)

    expect(table).toMatchObject({ name: null, each: 'invoice-lines', key: ['id'] })
    expect(withColumns(flat, { name: null }, table?.columns ?? [])).toEqual(flat)
  })

  it('are changed in the table that is meant', () => {
    const tables: Definition = {
      mapping: { shape: 'tables', tables: { one: { columns: { id: 'id' } }, two: { columns: { id: 'id' } } } },
    }

    const edited = withColumns(tables, { name: 'two' }, [{ name: 'number', rule: { path: 'number' } }])

    expect(tablesOf(edited).map(({ columns }) => columns.map(({ name }) => name))).toEqual([['id'], ['number']])
  })

  it('have the fields that identify a record of a load', () => {
    const load: Definition = {
      direction: 'in',
      mapping: { columns: { number: 'NO' } },
      destination: { key: ['number'] },
    }

    expect(tablesOf(load)).toMatchObject([{ key: ['number'], columns: [{ name: 'number', rule: { path: 'NO' } }] }])
  })
})

describe('a rule', () => {
  it('becomes an expression with its names in back-ticks', () => {
    expect(withOrigin({ path: 'payment-term.code', as: 'text' }, 'expr')).toEqual({
      expr: '`payment-term`.code',
      as: 'text',
    })
  })

  it('loses a setting that is emptied, and keeps its origin', () => {
    expect(withSettings({ path: 'total', as: 'text' }, { as: undefined })).toEqual({ path: 'total' })
    expect(withSettings({ path: 'total' }, { path: '' })).toEqual({ path: '' })
  })
})

describe('a path', () => {
  it.each([
    ['invoice-number', '$', 'invoice-number'],
    ['invoice-number', 'invoice-lines', '^.invoice-number'],
    ['invoice-lines.total', 'invoice-lines', 'total'],
    ['invoice-lines.total', 'invoice-lines.account-allocations', '^.total'],
  ])('%s in a row of %s is %s, and back', (path, each, inRow) => {
    expect(pathInRow(path, each)).toBe(inRow)
    expect(pathInRecord(inRow, each)).toBe(path)
  })
})

describe('names of columns', () => {
  it('are made of letters, digits and underscores, and are free', () => {
    expect(columnNameOf('custom-fields.erp-number')).toBe('custom_fields_erp_number')
    expect(freeName('id', [{ name: 'id', rule: {} }])).toBe('id_2')
  })
})

it('gives a column for a custom field the type that the organization gave the field', () => {
  const own = [
    { name: 'erp-number', type: 'string', isReadable: true },
    { name: 'approved-amount', type: 'decimal', isReadable: true },
    { name: 'approved-on', type: 'date', isReadable: true },
  ] as const
  const typeOf = (name: string) => customTypeOf(`custom-fields.${name}`, own)

  expect(['erp-number', 'approved-amount', 'approved-on', 'not-known'].map(typeOf)).toEqual([
    ...[undefined, 'decimal(32,8)', 'date', undefined],
  ])
  expect(customTypeOf('approved-on', own)).toBeUndefined()
})

it('puts each problem to its column, also where names have dots', () => {
  const load: Definition = {
    direction: 'in',
    mapping: { columns: { 'payment-term': 'A', 'payment-term.code': { expr: 'B +' } } },
  }
  const problems = [
    { path: 'mapping.columns.payment-term.code.expr', message: 'one' },
    { path: 'mapping.columns.payment-term', message: 'two' },
    { path: 'mapping.others', message: 'three' },
    { path: 'source.format', message: 'elsewhere' },
  ]
  const [table] = tablesOf(load)
  if (table === undefined) throw new TypeError('a load has a table')

  expect([...problemsByColumn(problems, table)].map(([name, found]) => [name, found[0]?.message])).toEqual([
    ['payment-term.code', 'one'],
    ['payment-term', 'two'],
    ['', 'three'],
  ])
})
