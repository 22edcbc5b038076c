import { describe, expect, it } from 'vitest'
import { csvText } from './csv-text.ts'
import { parseCsv } from './parse-csv.ts'

describe('parseCsv', () => {
  it('reads what csvText writes', () => {
    const rows = [
      ['1', 'plain', ' with spaces '],
      ['2', 'a "quote", and a comma', 'two\r\nlines'],
    ]

    const read = parseCsv(csvText(['id', 'outcome', 'message'], rows))

    expect(read.map(({ fields }) => Object.values(fields))).toEqual(rows)
    expect(read.map(({ line }) => line)).toEqual([2, 3])
  })

  it('takes semicolons, a byte order mark, and rows that are shorter', () => {
    expect(parseCsv('\uFEFFid;outcome\n7;accepted\n8\n\n')).toEqual([
      { line: 2, fields: { id: '7', outcome: 'accepted' } },
      { line: 3, fields: { id: '8', outcome: '' } },
    ])
  })

  it('says on which line a quote never ends', () => {
    expect(() => parseCsv('id,outcome\n1,accepted\n2,"accepted\n')).toThrow('Line 3')
  })

  it('says on which line there are too many cells', () => {
    expect(() => parseCsv('id,outcome\n1,accepted,more\n')).toThrow('Line 2 has 3 cells, and the header has 2.')
  })
})
