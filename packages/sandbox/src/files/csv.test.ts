import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCsv } from './csv.ts'

const cell = fc.string({ unit: fc.constantFrom('a', '1', '"', ',', '\n', '\r', ' ', 'ü') })
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 })

describe('parseCsv', () => {
  it('gives back what was quoted, whatever it holds', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), (given, end) => {
        const text = given.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join(end)

        expect(parseCsv(text)).toEqual(given.filter((row) => row.some((each) => each.trim() !== '')))
      }),
    )
  })

  it('takes plain cells, a byte order mark, blank lines and a last line end', () => {
    expect(parseCsv('\uFEFFa,b\r\n\r\n1,\n')).toEqual([
      ['a', 'b'],
      ['1', ''],
    ])
  })
})
