import { describe, expect, it } from 'vitest'
import { createLoadMapper, type LoadMapperOptions, type MappedRow } from './load-mapper.ts'
import type { LoadDefinitionInput } from './load-schema.ts'
import { parseLoad } from './parse-load.ts'
import { createLoad } from './templates/create-load.ts'

type Columns = LoadDefinitionInput['mapping']['columns']

function mapperOf(columns: Columns, options: LoadMapperOptions = {}, others: 'by-name' | 'ignore' = 'by-name') {
  const made = createLoad({ template: 'L09' })
  const mapping = { columns: { number: 'number', ...columns }, others }
  const values = { ...made.values, terms: { kind: 'table' as const, rows: { '30': 'N30' } } }
  return createLoadMapper(parseLoad({ ...made, values, mapping }), options)
}

async function map(
  columns: Columns,
  record: Readonly<Record<string, unknown>>,
  options?: LoadMapperOptions,
): Promise<MappedRow> {
  return await mapperOf(columns, options).map({ number: 'S-1', ...record })
}

const recordOf = (row: MappedRow): unknown => ('faults' in row ? row.faults : row.record)

describe('a mapper of a load', () => {
  it('puts the columns of a row into the fields of a record, references below their own', async () => {
    const row = await map({ name: 'NAME1', 'payment-term.code': 'ZTERM' }, { NAME1: 'Initech', ZTERM: 'N30' })

    expect(row).toMatchObject({
      key: '["S-1"]',
      label: 'S-1',
      record: { number: 'S-1', name: 'Initech', 'payment-term': { code: 'N30' } },
    })
  })

  it('keeps what the rule of a field makes, whatever a column with the name of the field has', async () => {
    const record = { name: 'initech', NAME1: 'Initech', 'display-name': 'I.', po_method: 'prompt' }
    const mapper = mapperOf({
      name: { expr: '$uppercase(name)' },
      'display-name': 'NAME1',
      'po-method': { value: 'email' },
    })

    expect(recordOf(await mapper.map({ number: 'S-1', ...record }))).toEqual({
      number: 'S-1',
      name: 'INITECH',
      'display-name': 'Initech',
      'po-method': 'email',
    })
    expect(mapper.unusedColumns().map(({ column }) => column)).toEqual(['display-name', 'po-method'])
  })

  it.each<[string, Columns, Readonly<Record<string, unknown>>, unknown]>([
    ['functions', { name: { path: 'n', apply: ['trim', 'upper'] } }, { n: ' a ' }, { name: 'A' }],
    ['a constant', { 'po-method': { value: 'email' } }, {}, { 'po-method': 'email' }],
    [
      'an expression',
      { status: { expr: "gone = 'X' ? 'inactive' : 'active'" } },
      { gone: 'X' },
      { status: 'inactive' },
    ],
    [
      'a look-up table',
      { 'payment-term.code': { path: 't', table: 'terms' } },
      { t: '30' },
      { 'payment-term': { code: 'N30' } },
    ],
    ['a default', { website: { path: 'w', default: 'none' } }, { w: '' }, { website: 'none' }],
    [
      'a list in a cell',
      { 'content-groups[].name': 'g' },
      { g: 'A; B' },
      { 'content-groups': [{ name: 'A' }, { name: 'B' }] },
    ],
    ['a custom field', { 'custom-fields.erp': 'e' }, { e: '7' }, { 'custom-fields': { erp: '7' } }],
    ['truth in other words', { 'on-hold': 'h' }, { h: 'Yes' }, { 'on-hold': true }],
    [
      'another spelling of the column',
      { 'payment-term.code': 'payment-term.code' },
      { 'Payment_Term.code': 'N30' },
      { 'payment-term': { code: 'N30' } },
    ],
    ['a path into a record', { name: 'names.first' }, { names: { first: 'A' } }, { name: 'A' }],
  ])('takes %s', async (_, columns, record, expected) => {
    expect(recordOf(await map(columns, record))).toEqual({ number: 'S-1', ...(expected as object) })
  })

  it('leaves a field alone whose cell is empty, unless the rule empties it', async () => {
    expect(recordOf(await map({ website: 'w', name: { path: 'n', empty: 'clear' } }, { w: '', n: '' }))).toEqual({
      number: 'S-1',
      name: null,
    })
  })

  it('empties a field by null where the input can say so, and never by a field that is absent', async () => {
    const columns = { website: 'website', name: 'name' }

    expect(recordOf(await map(columns, { website: null }, { doesNullClear: true }))).toEqual({
      number: 'S-1',
      website: null,
    })
    expect(recordOf(await map(columns, { website: null }))).toEqual({ number: 'S-1' })
  })

  it('tells all faults of a record', async () => {
    const row = await map(
      { status: 'status', 'on-hold': 'on-hold', 'confirm-by-hrs': 'hours', name: 'name' },
      { number: ' ', status: 'actve', 'on-hold': 'perhaps', hours: '1,5', name: 'x'.repeat(300) },
    )

    expect('faults' in row ? row.faults.map(({ field, code }) => `${field} ${code}`) : []).toEqual([
      'status NOT_A_CHOICE',
      'on-hold VALUE_UNFIT',
      'confirm-by-hrs VALUE_UNFIT',
      'name TOO_LONG',
      'number KEY_MISSING',
    ])
  })

  it('loads a column that has the name of a field, and remembers one that has not', async () => {
    const mapper = mapperOf({})
    const row = await mapper.map({ number: 'S-1', website: 'https://a.example', colour: 'red' })

    expect(recordOf(row)).toEqual({ number: 'S-1', website: 'https://a.example' })
    expect(mapper.unusedColumns().map(({ column }) => column)).toEqual(['colour'])
  })

  it('has the same hash for the same content, in any order of columns', async () => {
    const [one, other] = await Promise.all([
      map({ name: 'n', website: 'w' }, { n: 'A', w: 'B' }),
      map({ website: 'w', name: 'n' }, { w: 'B', n: 'A' }),
    ])

    expect('hash' in one && 'hash' in other && one.hash === other.hash).toBe(true)
  })
})
