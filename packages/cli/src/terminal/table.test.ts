import { describe, expect, test } from 'vitest'
import { captureContext } from '../testing/capture-context.ts'
import { formatTable } from './table.ts'

const headings = ['Name', 'What it is']
const rows = [
  ['invoices', 'Bills that suppliers send for goods and services'],
  ['business_entity_relationships/members', 'Who belongs to whom'],
]

describe('formatTable', () => {
  test('fits a terminal: wraps between words and cuts words that are too long', async () => {
    expect(
      await formatTable(headings, rows, captureContext({ columns: 40 }).context),
    ).toBe(`Name                 What it is
invoices             Bills that
                     suppliers send for
                     goods and services
business_entity_re…  Who belongs to whom
`)
  })

  test('cuts nothing in a pipe', async () => {
    const text = await formatTable(headings, rows, captureContext({ columns: undefined }).context)

    expect(text).toContain('business_entity_relationships/members  Who belongs to whom\n')
    expect(text).toContain('Bills that suppliers send for goods and services\n')
  })

  test('gives wide characters the room that they take', async () => {
    const text = await formatTable(
      ['Name', 'Id'],
      [
        ['請求書', '1'],
        ['scan', '2'],
      ],
      captureContext({ columns: 80 }).context,
    )

    expect(text).toBe('Name    Id\n請求書  1\nscan    2\n')
  })

  test('shows no control sequence that a cell brings along', async () => {
    const text = await formatTable(
      ['Name'],
      [['\u001b[2J\u001b]0;title\u0007evil']],
      captureContext({ columns: 80 }).context,
    )

    expect(text).toBe('Name\nevil\n')
  })
})
