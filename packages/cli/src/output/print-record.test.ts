import { expect, test } from 'vitest'
import { createCommandInput } from '../command/command-input.ts'
import { captureContext } from '../testing/capture-context.ts'
import { printRecord } from './print-record.ts'

const record = {
  id: 46,
  'invoice-number': 'INV-000046',
  supplier: { id: 22, name: 'Northwind Valves' },
  'invoice-lines': [{ id: 1 }, { id: 2 }],
  'updated-at': '2026-11-30T08:15:30-08:00',
  'internal-note': null,
  comments: [],
}

test('a person at a terminal sees the fields that have a value', async () => {
  const { stdout, stderr } = await show({ isTerminal: true })

  expect(stdout).toBe(`Field           Value
id              46
invoice-number  INV-000046
supplier        Northwind Valves
invoice-lines   2 items
updated-at      2026-11-30 08:15
`)
  expect(stderr).toBe('\n--json prints the whole record. 2 empty fields are left out.\n')
})

test('--json prints the whole record on one line, also on a terminal', async () => {
  const { stdout } = await show({ isTerminal: true, isJson: true })

  expect(stdout).toBe(`${JSON.stringify(record)}\n`)
})

test('a pipe gets the whole record, indented', async () => {
  const { stdout, stderr } = await show({ isTerminal: false })

  expect({ stdout, stderr }).toEqual({ stdout: `${JSON.stringify(record, undefined, 2)}\n`, stderr: '' })
})

async function show({ isTerminal, isJson = false }: { isTerminal: boolean; isJson?: boolean }) {
  const { context, printed } = captureContext({ columns: isTerminal ? 100 : undefined })
  await printRecord(record, createCommandInput(new Map(), new Map(isJson ? [['json', true]] : [])), context)
  return printed
}
