import { describe, expect, it } from 'vitest'
import { fitRecord, fitRecords, withoutBlanks } from './fit-records.ts'

const lines = Array.from({ length: 40 }, (_, index) => ({ id: index, 'line-num': index, description: 'x'.repeat(50) }))
const invoice = { id: 7, status: 'draft', note: 'n'.repeat(300), 'invoice-lines': lines }

describe('fitRecord', () => {
  it('shortens the largest field first, and no more than it takes', () => {
    const { record, shortened } = fitRecord(invoice, 1000)

    expect(shortened).toEqual(['invoice-lines'])
    expect(record['invoice-lines']).toEqual([...[0, 1, 2, 3, 4].map((id) => ({ id, 'line-num': id })), '… 35 more'])
    expect(record.note).toBe(invoice.note)
  })

  it('leaves out what does not fit when it is shortened', () => {
    const { record, shortened } = fitRecord(invoice, 60)

    expect(Buffer.byteLength(JSON.stringify(record))).toBeLessThanOrEqual(60)
    expect(shortened).toContain('note')
    expect(record.id).toBe(7)
  })

  it('leaves a record alone that fits', () => {
    expect(fitRecord({ id: 1 }, 100)).toEqual({ record: { id: 1 }, shortened: [] })
  })
})

describe('fitRecords', () => {
  it('gives as many as fit, and one at least', () => {
    expect(fitRecords([{ id: 1 }, { id: 2 }, { id: 3 }], 18).records).toEqual([{ id: 1 }, { id: 2 }])
    expect(fitRecords([invoice], 500).records).toHaveLength(1)
    expect(fitRecords([], 500).records).toEqual([])
  })
})

describe('withoutBlanks', () => {
  it('keeps false and zero, and drops what has no value', () => {
    const record = {
      id: 0,
      paid: false,
      note: null,
      text: '',
      empty: [],
      supplier: { name: null },
      lines: [{ id: 1, x: null }],
    }

    expect(withoutBlanks(record)).toEqual({ id: 0, paid: false, lines: [{ id: 1 }] })
  })
})
