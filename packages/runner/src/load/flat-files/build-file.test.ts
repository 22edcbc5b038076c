import { findFlatFileObject, readFlatFile } from '@coupa-connector/endpoints'
import { createLoadMapper, type LoadDefinition, type LoadRecord } from '@coupa-connector/process'
import { describe, expect, it } from 'vitest'
import { loadDefinition } from '../../testing/load-files.ts'
import { buildFile, type FileRecord } from './build-file.ts'

function definitionOf(template: string, object: string): LoadDefinition {
  return loadDefinition(template, { destination: { flatFiles: { object } } })
}

async function recordsOf(
  definition: LoadDefinition,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly FileRecord[]> {
  const mapper = createLoadMapper(definition)
  const records: FileRecord[] = []
  for (const [index, fields] of rows.entries()) {
    const record = (await mapper.map(fields)) as LoadRecord
    records.push({ row: index + 1, record, kind: 'create' })
  }
  return records
}

function formatOf(definition: LoadDefinition, limit = { rows: 100, bytes: 10_000 }): Parameters<typeof buildFile>[1] {
  const object = findFlatFileObject(definition.destination.flatFiles?.object ?? '')
  if (object === undefined) throw new TypeError('there is no such object')
  return { object, destination: definition.destination, limit }
}

const invoice = (number: string, lines: number): Readonly<Record<string, unknown>> => ({
  'invoice-number': number,
  supplier: { number: 'S-1' },
  'invoice-lines': Array.from({ length: lines }, (_, i) => ({
    'line-num': `${i + 1}`,
    description: 'Bolts',
    price: '1',
  })),
})

describe('a flat file of a load', () => {
  it('keeps the rows of a record together, and says where each record is', async () => {
    const definition = definitionOf('L22', 'invoice')
    const records = await recordsOf(definition, [invoice('A', 2), invoice('B', 3), invoice('C', 1)])

    const { placed, rest, refused } = buildFile(records, formatOf(definition, { rows: 9, bytes: 10_000 }))

    // Two header rows, three rows of A, four of B: C has no room.
    expect(placed.map(({ row, position }) => [row, position])).toEqual([
      [1, { line: 3, lines: 3 }],
      [2, { line: 6, lines: 4 }],
    ])
    expect(rest.map(({ row }) => row)).toEqual([3])
    expect(refused).toEqual([])
  })

  it('is bounded by bytes, too, and refuses a record that is too large by itself', async () => {
    const definition = definitionOf('L22', 'invoice')
    const records = await recordsOf(definition, [invoice('A', 30), invoice('B', 1), invoice('C', 1), invoice('D', 1)])

    const { bytes, placed, rest, refused } = buildFile(records, formatOf(definition, { rows: 100, bytes: 330 }))

    expect(refused).toMatchObject([{ row: 1, detail: { code: 'NOT_IN_FLAT_FILE', class: 'invalid' } }])
    expect(bytes.length).toBeLessThanOrEqual(330)
    expect([...placed, ...rest].map(({ row }) => row)).toEqual([2, 3, 4])
    expect(rest.length).toBeGreaterThan(0)
  })

  it('has the columns that its records have a value for, and can be read again', async () => {
    const definition = definitionOf('L09', 'supplier')
    const rows = [
      { number: 'S-1', name: 'One', 'payment-term': { code: 'N30' } },
      { number: 'S-2', name: 'Two, "Inc."' },
    ]

    const { bytes, placed } = buildFile(await recordsOf(definition, rows), formatOf(definition))

    expect(bytes.toString().split('\r\n')[0]).toBe('"Name","Supplier Number","Payment Terms"')
    expect(placed.map(({ position }) => position)).toEqual([
      { line: 2, lines: 1, firstCell: 'One' },
      { line: 3, lines: 1, firstCell: 'Two, "Inc."' },
    ])
    const { object } = formatOf(definition)
    const content = async function* () {
      yield bytes
    }
    const read: unknown[] = []
    for await (const { fields } of (await readFlatFile(content(), object)).records) read.push(fields)
    expect(read).toEqual(rows)
  })

  it('names the record above, and writes a list of one payment as that payment', async () => {
    const address = definitionOf('L10', 'remit-to-address')
    const payment = definitionOf('L23', 'invoice-payment')
    const paid = { 'invoice-number': 'I-1', 'supplier.number': 'S-1', 'payments.amount-paid': '10' }
    const records = await recordsOf(payment, [{ ...paid, 'payments.check-number': 'C-1' }])

    const ofAddress = buildFile(
      await recordsOf(address, [{ 'supplier.number': 'S-1', 'remit-to-code': 'R-1' }]),
      formatOf(address),
    )
    const ofPayment = buildFile(records, formatOf(payment))

    expect(ofAddress.bytes.toString()).toContain('"S-1"')
    expect(ofPayment.refused).toEqual([])
    expect(ofPayment.bytes.toString()).toBe(
      '"Supplier Number","Invoice Number","Check Amount Paid","Check # / Note"\r\n"S-1","I-1","10","C-1"\r\n',
    )
  })

  it('refuses a field that the flat files have no column for, and writes the other records', async () => {
    const definition = definitionOf('L09', 'supplier')
    const rows = [
      { number: 'S-1', name: 'One', 'storefront-url': 'x' },
      { number: 'S-2', name: 'Two' },
    ]

    const { placed, refused } = buildFile(await recordsOf(definition, rows), formatOf(definition))

    expect(placed.map(({ row }) => row)).toEqual([2])
    expect(refused).toMatchObject([
      {
        row: 1,
        detail: { field: 'storefront-url', message: expect.stringContaining('flat files of the object supplier') },
      },
    ])
  })
})
