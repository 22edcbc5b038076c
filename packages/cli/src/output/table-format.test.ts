import { describe, expect, test } from 'vitest'
import type { Column } from './columns.ts'
import { createTableFormat } from './table-format.ts'

const columns: readonly Column[] = ['id', 'supplier', 'lines'].map((name) => ({ name, path: [name], kind: 'text' }))

/** A table that shows what it was given. */
const shown = {
  widthsOf: (rows: readonly (readonly string[])[]) =>
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))),
  format: (rows: readonly (readonly string[])[], parts: object) => `${JSON.stringify([rows, parts])}\n`,
}

describe('createTableFormat', () => {
  test('shows an object by its name and a list by its length, each on one line', () => {
    const format = createTableFormat(columns, shown)
    format.add({ id: 7, supplier: { id: 1, name: 'Northwind\nValves' }, lines: [1, 2] })
    format.add({ id: 8, supplier: null, lines: [1] })

    expect(JSON.parse(String(format.end()))).toEqual([
      [
        ['7', 'Northwind Valves', '2 items'],
        ['8', '', '1 item'],
      ],
      { headings: ['id', 'supplier', 'lines'], widths: [2, 16, 7], isWrapped: false },
    ])
  })

  test('shortens a time to the minute', () => {
    const format = createTableFormat(columns, shown)
    format.add({ id: '2026-11-30T08:15:30-08:00', supplier: '2026-11-30', lines: 'on 2026-11-30T08:15:30Z' })

    expect(JSON.parse(String(format.end()))[0]).toEqual([['2026-11-30 08:15', '2026-11-30', 'on 2026-11-30T08:15:30Z']])
  })

  test('keeps the widths of the first page, and prints the headings once', () => {
    const format = createTableFormat(columns, shown)
    const pieces = Array.from({ length: 51 }, (_, index) => String(format.add({ id: index })))

    expect(pieces.filter((piece) => piece !== '')).toHaveLength(1)
    expect(pieces[49]).toContain('"headings"')
    expect(JSON.parse(String(format.end()))).toEqual([[['50', '', '']], { widths: [2, 8, 5], isWrapped: false }])
  })

  test('prints nothing where there are no records', () => {
    expect(createTableFormat(columns, shown).end()).toBe('')
  })
})
