import type { Receipt } from '@coupa-connector/connector'
import { expect, test } from 'vitest'
import { captureContext } from '../../testing/capture-context.ts'
import { closingLine } from './closing-line.ts'

const receipt = {
  complete: true,
  records: 20_000,
  requests: 401,
  startedAt: '2026-11-30T08:00:00.000Z',
  finishedAt: '2026-11-30T08:00:16.200Z',
} as Receipt

test('tells how many records are in the file, and that these are all', () => {
  const { context } = captureContext({ columns: 100 })

  expect(closingLine(receipt, { resource: 'invoices', file: 'all.csv', context })).toBe(
    '✔ 20,000 invoices → all.csv (complete; 401 requests, 16.2 s)\n',
  )
})

test.each([
  [{ complete: false, reason: 'limit' }, '✔ 20,000 invoices (as many as --limit asks for; 401 requests, 16.2 s)\n'],
  [{ complete: false, reason: 'stopped' }, '✖ 20,000 invoices (not complete; 401 requests, 16.2 s)\n'],
  [{ requests: 1 }, '✔ 20,000 invoices (complete; 1 request, 16.2 s)\n'],
])('tells on a terminal what %j means', (facts, line) => {
  const { context } = captureContext({ columns: 100 })

  expect(closingLine({ ...receipt, ...facts } as Receipt, { resource: 'invoices', file: undefined, context })).toBe(
    line,
  )
})

test('is empty where nobody looks at a terminal', () => {
  expect(closingLine(receipt, { resource: 'invoices', file: 'all.csv', context: captureContext().context })).toBe('')
})
