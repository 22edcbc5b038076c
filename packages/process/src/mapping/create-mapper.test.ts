import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../checks/parse-definition.ts'
import type { DefinitionInput } from '../definition/definition-schema.ts'
import { createMapper, type Mapper, type MapperOptions } from './create-mapper.ts'

const invoice = {
  id: 7,
  'invoice-number': 'INV-7',
  status: 'approved',
  'gross-total': '1234567890123456.78',
  'invoice-date': '2026-03-01T00:00:00-08:00',
  supplier: { id: 1, number: 'S-1', name: 'Ünï' },
  'custom-fields': { plant: { 'external-ref-num': 'P1' } },
  'invoice-lines': [
    {
      id: 70,
      'line-num': 1,
      total: '1.10',
      'account-allocations': [
        { id: 700, amount: '0.60' },
        { id: 701, amount: '0.50' },
      ],
    },
    { id: 71, 'line-num': 2, total: '2.20', 'account-allocations': [] },
  ],
}

function mapperOf(mapping: unknown, options?: MapperOptions, values: DefinitionInput['values'] = {}): Mapper {
  const definition = parseDefinition({
    process: 'test',
    values: { target: { kind: 'files' }, ...values },
    source: { resource: 'invoices', mode: 'work-list' },
    mapping,
    acknowledge: { mode: 'after-commit' },
  })
  return createMapper(definition, options)
}

async function cellOf(column: unknown, options?: MapperOptions, values?: DefinitionInput['values']): Promise<unknown> {
  const mapper = mapperOf({ shape: 'flat', name: 't', columns: { c: column } }, options, values)
  const { rows } = await mapper.map(invoice)
  return rows?.t?.[0]?.[0]
}

describe('createMapper', () => {
  it('makes rows of header, lines and splits, each with the keys of those above', async () => {
    const mapper = mapperOf({
      shape: 'tables',
      tables: {
        invoice: { key: ['id'], columns: { id: 'id', number: 'invoice-number' } },
        line: {
          each: 'invoice-lines',
          key: ['invoice_id', 'id'],
          columns: { invoice_id: '^.id', id: 'id', total: 'total' },
        },
        split: {
          each: 'invoice-lines.account-allocations',
          key: ['invoice_id', 'line_id', 'id'],
          columns: { invoice_id: '^.^.id', line_id: '^.id', id: 'id', amount: { path: 'amount', as: 'decimal(32,4)' } },
        },
      },
    })

    expect(await mapper.map(invoice)).toEqual({
      rows: {
        invoice: [[7, 'INV-7']],
        line: [
          [7, 70, '1.10'],
          [7, 71, '2.20'],
        ],
        split: [
          [7, 70, 700, '0.60'],
          [7, 70, 701, '0.50'],
        ],
      },
    })
    const tables = mapper.shape.kind === 'rows' ? mapper.shape.tables : []
    expect(tables.map(({ name, parent }) => [name, parent])).toEqual([
      ['invoice', undefined],
      ['line', { table: 'invoice', columns: { invoice_id: 'id' } }],
      ['split', { table: 'line', columns: { invoice_id: 'invoice_id', line_id: 'id' } }],
    ])
  })

  it('reads the fields that it uses, and those that a run needs', () => {
    const { fields } = mapperOf({
      shape: 'flat',
      each: 'invoice-lines',
      columns: {
        number: '^.invoice-number',
        supplier: '^.supplier.number',
        total: 'total',
        e: { expr: '`po-number`' },
      },
    })

    expect(fields).toEqual([
      ...['id', 'status', 'exported', 'last-exported-at', 'updated-at'],
      { 'invoice-lines': ['total', 'po-number'] },
      'invoice-number',
      { supplier: ['number'] },
    ])
  })

  it.each([
    ['one-row', [['INV-8', null]]],
    ['none', []],
  ])('gives a record without lines as many rows as "%s" says', async (withoutItems, rows) => {
    const columns = { number: '^.invoice-number', line: 'line-num' }
    const mapper = mapperOf({ shape: 'flat', name: 't', each: 'invoice-lines', withoutItems, columns })

    expect(await mapper.map({ id: 8, 'invoice-number': 'INV-8', 'invoice-lines': [] })).toEqual({ rows: { t: rows } })
  })

  it.each([
    ['a path', 'supplier.number', 'S-1'],
    ['a missing path', 'supplier.display-name', null],
    ['a custom field', 'custom-fields.plant.external-ref-num', 'P1'],
    ['a constant', { value: 'COUPA' }, 'COUPA'],
    ['an exact decimal', { path: 'gross-total', as: 'decimal(32,4)' }, '1234567890123456.78'],
    ['the date as it is written', { path: 'invoice-date', as: 'date' }, '2026-03-01'],
    ['the date in a zone', { path: 'invoice-date', as: 'date', zone: 'UTC' }, '2026-03-01'],
    [
      'the date in a zone where it is another day',
      { path: 'invoice-date', as: 'date', zone: 'Pacific/Honolulu' },
      '2026-02-28',
    ],
    ['functions in their order', { path: 'supplier.name', apply: ['upper', { pad: 5 }] }, 'ÜNÏ  '],
    ['an exact sum', { path: 'invoice-lines.total', apply: ['sum'] }, '3.3'],
    ['a default', { path: 'supplier.display-name', default: 'none' }, 'none'],
    ['a masked value', { path: 'invoice-number', sensitive: 'mask' }, '*****'],
    ['an expression', { expr: "status = 'approved' ? 'Y' : 'N'" }, 'Y'],
    ['an exact sum in an expression', { expr: '$decimalSum(`invoice-lines`.total)' }, '3.3'],
    ['a pattern in an expression', { expr: "$replace(`invoice-number`, /[^0-9]/, '')" }, '7'],
  ])('computes %s', async (_what, column, expected) => {
    expect(await cellOf(column)).toBe(expected)
  })

  it('cuts dates in the zone of the organization', async () => {
    const column = { path: 'invoice-date', as: 'date', zone: 'organization' }

    expect(await cellOf(column, { organizationZone: 'America/Los_Angeles' })).toBe('2026-03-01')
  })

  it('hashes with a key, so that equal values stay equal and are not guessed', async () => {
    const column = { path: 'supplier.number', sensitive: 'hash' }

    const one = await cellOf(column, { hashKey: 'one' })
    expect(one).toMatch(/^[0-9a-f]{64}$/)
    expect(await cellOf(column, { hashKey: 'one' })).toBe(one)
    expect(await cellOf(column, { hashKey: 'two' })).not.toBe(one)
  })

  it.each([
    ['fail', undefined, undefined],
    ['keep', undefined, 'approved'],
    ['default', '?', '?'],
  ])('does what "%s" says of a value that a look-up table does not have', async (missing, fallback, expected) => {
    const column = { path: 'status', table: 'codes', missing, ...(fallback && { default: fallback }) }
    const values: DefinitionInput['values'] = { codes: { kind: 'table', rows: { voided: 'V' } } }
    const cell = Promise.resolve().then(() => cellOf(column, undefined, values))

    if (expected === undefined) await expect(cell).rejects.toMatchObject({ code: 'NOT_IN_TABLE', field: 't.c' })
    else expect(await cell).toBe(expected)
  })

  it.each([
    ['more places than the type has', { path: 'gross-total', as: 'decimal(32,1)' }],
    ['more digits than the type has', { path: 'gross-total', as: 'decimal(10,2)' }],
    ['no number', { path: 'status', as: 'integer' }],
    ['no date', { path: 'status', as: 'date' }],
    ['neither true nor false', { path: 'status', as: 'boolean' }],
    ['a record', { path: 'supplier', as: 'integer' }],
  ])('refuses %s instead of changing it', async (_what, column) => {
    await expect(Promise.resolve().then(() => cellOf(column))).rejects.toMatchObject({
      code: 'VALUE_UNFIT',
      field: 't.c',
    })
  })

  it('says nothing of a sensitive value that a look-up table does not have', () => {
    const column = { path: 'status', table: 'codes', sensitive: 'mask' }
    const values: DefinitionInput['values'] = { codes: { kind: 'table', rows: { voided: 'V' } } }
    const mapper = mapperOf({ shape: 'flat', name: 't', columns: { c: column } }, {}, values)

    expect(() => mapper.map({ status: 'canary-91' })).toThrow(/sensitive/)
    expect(() => mapper.map({ status: 'canary-91' })).not.toThrow(/canary/)
  })

  it('leaves out rows that a condition does not want', async () => {
    const mapper = mapperOf({
      shape: 'flat',
      name: 't',
      each: 'invoice-lines',
      when: '`line-num` > 1',
      columns: { id: 'id' },
    })

    expect(await mapper.map(invoice)).toEqual({ rows: { t: [[71]] } })
  })

  it.each([
    ['endless recursion', '($f := function($x) { $f($x + 1) }; $f(1))'],
    ['an endless text', '$pad("x", 1000000000)'],
    ['code in a text', '$eval("1")'],
  ])('ends %s within its bounds', async (_what, expr) => {
    const definition = parseDefinition({
      process: 'test',
      values: { target: { kind: 'files' } },
      source: { resource: 'invoices', mode: 'work-list' },
      mapping: { shape: 'flat', name: 't', columns: { c: { expr: 'status' } } },
      acknowledge: { mode: 'after-commit' },
    })
    // Past the checks of a definition, as a later version of them might let it.
    if (definition.mapping.shape === 'flat') definition.mapping.columns.c = { expr }

    await expect(createMapper(definition).map(invoice)).rejects.toMatchObject({ code: 'EXPRESSION_FAILED' })
  })

  it('matches a pattern that would explode elsewhere in linear time', async () => {
    const status = `${'a'.repeat(2_000)}!`
    const mapper = mapperOf({
      shape: 'flat',
      name: 't',
      columns: { c: { expr: '$contains(status, /^(a+)+$/) ? "Y" : "N"' } },
    })

    expect(await mapper.map({ status })).toEqual({ rows: { t: [['N']] } })
  })
})
