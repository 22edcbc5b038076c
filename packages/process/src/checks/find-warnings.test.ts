import { expect, test } from 'vitest'
import { findWarnings } from './find-warnings.ts'
import { parseDefinition } from './parse-definition.ts'

const columns = { id: 'id' }
const lines = { each: 'invoice-lines', columns }
const tables = (given: Record<string, unknown>): unknown => ({ shape: 'tables', tables: given })

function warningsOf(mapping: unknown, marks = true): ReturnType<typeof findWarnings> {
  return findWarnings(
    parseDefinition({
      process: 'ok-to-pay',
      values: { target: { kind: 'files' } },
      source: { resource: 'invoices', mode: marks ? 'work-list' : 'incremental', fields: ['id', 'status'] },
      mapping,
      acknowledge: { mode: marks ? 'after-commit' : 'none' },
    }),
  )
}

test.each([
  ['mapping.tables', tables({ invoice_line: lines })],
  ['mapping.tables', tables({ invoice: { columns, when: 'status = "approved"' } })],
  ['mapping.tables', tables({ invoice: { columns, when: 'true' }, invoice_line: lines })],
  ['mapping', { shape: 'flat', ...lines, withoutItems: 'none' }],
  ['mapping', { shape: 'flat', columns, when: 'status = "approved"' }],
])('warns at %s of records that are marked without a row: %j', (path, mapping) => {
  expect(warningsOf(mapping)).toMatchObject([{ path, message: expect.stringContaining('without a row') }])
})

test.each([
  { shape: 'nested' },
  tables({ invoice: { columns } }),
  tables({ invoice: { columns }, invoice_line: { ...lines, when: 'true' } }),
  { shape: 'flat', columns },
  { shape: 'flat', ...lines },
])('does not warn where each record has a row: %j', (mapping) => {
  expect(warningsOf(mapping)).toEqual([])
})

test('does not warn where nothing is marked', () => {
  expect(warningsOf(tables({ invoice_line: lines }), false)).toEqual([])
})
