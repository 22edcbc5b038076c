import { describe, expect, it } from 'vitest'
import { encodeBatch } from './encode-batch.ts'

const shape = { kind: 'nested', name: 'invoice' } as const

function batchOf(...documents: readonly Readonly<Record<string, unknown>>[]): Parameters<typeof encodeBatch>[0] {
  const records = documents.map((document, i) => ({ id: i + 1, version: 'v', sequence: 1, document }))
  return { id: 'b-1', openedAtMs: Date.parse('2026-03-01T08:00:00Z'), records }
}

describe('a delivery as a flat file', () => {
  it("has Coupa's own layout, with lines below their invoices", async () => {
    const invoice = {
      id: 7,
      'invoice-number': 'I-7',
      supplier: { number: 'S-1' },
      'field-without-column': 'x',
      'invoice-lines': [{ 'line-num': 1, description: 'Bolts, "M8"' }],
    }

    const [object] = await encodeBatch(batchOf(invoice), shape, { format: 'flat-file', object: 'invoice' })

    expect(object?.name).toBe('invoice_20260301T080000Z_b-1.csv')
    const rows = Buffer.from(object?.bytes ?? [])
      .toString()
      .split('\r\n')
    expect(rows.map((row) => row.split(',')[0])).toEqual([
      '"Invoice"',
      '"Invoice Line"',
      '"Invoice"',
      '"Invoice Line"',
      '',
    ])
    expect(rows[2]).toContain('"I-7"')
    expect(rows[3]).toContain('"Bolts, ""M8"""')
    expect(rows.join()).not.toContain('field-without-column')
  })

  it('names the record that no cell can hold, so that the others are delivered', async () => {
    const encoding = encodeBatch(
      batchOf({ 'invoice-number': 'A' }, { 'invoice-number': 'B', 'content-groups': [{ name: 'a;b' }] }),
      shape,
      { format: 'flat-file', object: 'invoice' },
    )

    await expect(encoding).rejects.toMatchObject({ code: 'VALUE_REFUSED', records: [{ id: '2' }] })
  })

  it('needs an object that has flat files', async () => {
    const encoding = encodeBatch(batchOf({ id: 1 }), shape, { format: 'flat-file', object: 'moon' })

    await expect(encoding).rejects.toThrow('destination.object is "moon", which has no flat file.')
  })
})
