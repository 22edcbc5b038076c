import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCsv } from './csv.ts'

describe('toCsv', () => {
  it('writes a header and quotes what needs it', () => {
    const records = [{ id: 7, supplier: { name: 'A, "B"\nC' }, lines: [{ x: '1.50' }] }]

    expect(toCsv(records, [{ path: 'id' }, { path: 'supplier.name' }, { path: 'lines' }])).toBe(
      'id,supplier.name,lines\r\n7,"A, ""B""\nC","[{""x"":""1.50""}]"\r\n',
    )
  })

  it('tells null from an empty text', () => {
    expect(toCsv([{ a: null, b: '' }], [{ path: 'a' }, { path: 'b' }, { path: 'c.d' }])).toBe('a,b,c.d\r\n,"",\r\n')
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['@sum', "'@sum"],
    ['+a', "'+a"],
    ['-2+3', "'-2+3"],
    ['\tx', `"'\tx"`.replaceAll('"', '')],
    ['-5.00', '-5.00'],
    ['+491', '+491'],
    ['plain', 'plain'],
  ])('gives a spreadsheet %j as %j', (value, expected) => {
    expect(toCsv([{ a: value }], [{ path: 'a' }])).toBe(`a\r\n${expected}\r\n`)
  })

  it('defuses a name of a field as well', () => {
    expect(toCsv([], [{ path: '=cmd' }])).toBe("'=cmd\r\n")
  })

  it('gives every text back to a reader of RFC 4180', () => {
    const value = fc.string({ minLength: 1, unit: 'grapheme' })
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { maxLength: 4 }), (rows) => {
        const csv = toCsv(
          rows.map(([a, b]) => ({ a, b })),
          [{ path: 'a' }, { path: 'b' }],
        )
        expect(
          parse(csv)
            .slice(1)
            .map((cells) => cells.map(withoutGuard)),
        ).toEqual(rows)
      }),
    )
  })
})

function withoutGuard(cell: string): string {
  return /^'[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell
}

/** An independent reader of RFC 4180. */
function parse(text: string): string[][] {
  const rows: string[][] = []
  let cells: string[] = []
  let rest = text
  while (rest !== '') {
    const [match, quoted, plain, end] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest) ?? []
    if (match === undefined) throw new Error(`not RFC 4180: ${JSON.stringify(rest)}`)
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') {
      rows.push(cells)
      cells = []
    }
    rest = rest.slice(match.length)
  }
  return rows
}
