import { describe, expect, it } from 'vitest'
import { columnsOf, formatValue, valueAt } from './columns.ts'

describe('columnsOf', () => {
  it('takes the picked fields in their order', () => {
    expect(
      columnsOf([{ id: 1, status: 'a' }], ['status', 'supplier.name', 'id', 'id']).map(({ path }) => path),
    ).toEqual(['status', 'supplier.name', 'id'])
  })

  it('leaves out names without a value in any record, and puts id first', () => {
    const records = [
      { a: null, b: '', id: 1, c: {}, d: [] },
      { a: null, e: false, f: 0 },
    ]

    expect(columnsOf(records, 'all').map(({ path }) => path)).toEqual(['id', 'e', 'f'])
  })

  it('puts numbers at the right, but no texts that only look like them', () => {
    const records = [
      { total: '12.50', id: 7, code: '007', mixed: '1' },
      { total: '-0.1', id: 8, code: '008', mixed: 'a' },
    ]

    expect(columnsOf(records, ['total', 'id', 'code', 'mixed', 'absent']).map(({ isNumeric }) => isNumeric)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

describe('valueAt', () => {
  it('follows associations and gathers what lists hold', () => {
    expect(valueAt({ supplier: { name: 'A' } }, 'supplier.name')).toBe('A')
    expect(valueAt({ lines: [{ total: '1' }, {}, { total: '2' }] }, 'lines.total')).toEqual(['1', '2'])
    expect(valueAt({ supplier: null }, 'supplier.name')).toBeUndefined()
    expect(valueAt({ a: 'text' }, 'a.length')).toBeUndefined()
  })

  it('knows no names but those of the record', () => {
    expect(valueAt({}, 'constructor')).toBeUndefined()
  })
})

describe('formatValue', () => {
  it.each([
    [null, ''],
    [undefined, ''],
    [false, 'false'],
    [0, '0'],
    [{ id: 3, name: 'Granite' }, 'Granite'],
    [{ id: 3 }, '#3'],
    [{}, ''],
    [{ region: 'EU', rank: 2 }, 'region: EU, rank: 2'],
    [[{ name: 'A' }, { name: 'B' }, { name: 'C' }, { name: 'D' }], 'A, B, C and 1 more'],
    [[], ''],
  ])('says %j as %j', (value, expected) => {
    expect(formatValue(value)).toBe(expected)
  })
})
