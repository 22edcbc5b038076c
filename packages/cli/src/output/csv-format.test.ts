import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column } from './columns.ts'
import { createCsvFormat } from './csv-format.ts'

function column(name: string, kind: Column['kind'] = 'text'): Column {
  return { name, path: name.split('.'), kind }
}

describe('createCsvFormat', () => {
  test('writes a header and quotes what needs it', () => {
    const csv = createCsvFormat([column('id', 'integer'), column('supplier.name'), column('lines', 'json')])

    expect(csv.begin()).toBe('id,supplier.name,lines\r\n')
    expect(csv.add({ id: 7, supplier: { name: 'A, "B"\nC' }, lines: [{ x: '1.50' }] })).toBe(
      '7,"A, ""B""\nC","[{""x"":""1.50""}]"\r\n',
    )
  })

  test('tells null from an empty text', () => {
    const csv = createCsvFormat([column('a'), column('b'), column('c.d')])

    expect(csv.add({ a: null, b: '' })).toBe(',"",\r\n')
  })

  test('notes fields that have no column', () => {
    const csv = createCsvFormat([column('a')])
    csv.add({ a: 1, extra: 2 })

    expect([...csv.leftOut]).toEqual(['extra'])
  })

  test.each([
    ['=1+1', "'=1+1"],
    ['@sum', "'@sum"],
    ['+a', "'+a"],
    ['-5.00', '-5.00'],
    ['-2+3', "'-2+3"],
    ['\tx', "'\tx"],
    ['plain', 'plain'],
  ])('defuses %j as %j when asked to', (value, expected) => {
    expect(createCsvFormat([column('a')], { isSafe: true }).add({ a: value })).toBe(`${expected}\r\n`)
  })

  test('gives every text back to a reader of RFC 4180', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 4 }), (values) => {
        const csv = createCsvFormat(values.map((_, index) => column(`c${index}`)))
        const line = String(csv.add(Object.fromEntries(values.map((value, index) => [`c${index}`, value]))))
        expect(parseLine(line)).toEqual(values)
      }),
    )
  })
})

/** An independent reader: one line of RFC 4180. */
function parseLine(line: string): string[] {
  const cells: string[] = []
  let rest = line
  while (rest !== '') {
    const quoted = /^"((?:[^"]|"")*)"(,|\r\n)/.exec(rest)
    const plain = quoted ? null : /^([^",\r\n]*)(,|\r\n)/.exec(rest)
    const match = quoted ?? plain
    if (!match) throw new Error(`not RFC 4180: ${JSON.stringify(rest)}`)
    cells.push(quoted ? (match[1] ?? '').replaceAll('""', '"') : (match[1] ?? ''))
    rest = rest.slice(match[0].length)
  }
  return cells
}
