import { describe, expect, it } from 'vitest'
import type { CoupaRecord } from '../format/coupa-record.ts'
import { summarizeRecords } from './summarize-records.ts'

async function* streamOf(records: readonly CoupaRecord[]): AsyncGenerator<CoupaRecord> {
  yield* records
}

const invoices: CoupaRecord[] = [
  {
    id: 1,
    status: 'approved',
    total: '0.10',
    currency: { code: 'EUR' },
    lines: [{ total: '0.04' }, { total: '0.06' }],
  },
  { id: 2, status: 'approved', total: '0.20', currency: { code: 'EUR' }, lines: [] },
  { id: 3, status: 'draft', total: '-5', currency: { code: 'USD' }, lines: [{ total: null }] },
  { id: 4, status: null, total: null, currency: null },
]

describe('summarizeRecords', () => {
  it('adds up decimals exactly, with the places that they had', async () => {
    const { count, numbers } = await summarizeRecords(streamOf(invoices.slice(0, 2)), { sums: ['total'] })

    expect(count).toBe(2)
    expect(numbers.total).toEqual({ sum: '0.30', min: '0.10', max: '0.20', values: 2 })
  })

  it('tells groups apart, also the one without a value', async () => {
    const { groups } = await summarizeRecords(streamOf(invoices), {
      sums: ['total'],
      groupBy: ['status', 'currency.code'],
    })

    expect(groups.map(({ group, count, numbers }) => [...Object.values(group), count, numbers.total?.sum])).toEqual([
      ['approved', 'EUR', 2, '0.30'],
      ['draft', 'USD', 1, '-5'],
      [null, null, 1, '0'],
    ])
  })

  it('adds up the lines of records, and counts how many numbers there were', async () => {
    const { numbers } = await summarizeRecords(streamOf(invoices), { sums: ['lines.total'] })

    expect(numbers['lines.total']).toMatchObject({ sum: '0.10', values: 2 })
  })

  it('says what the largest groups leave out', async () => {
    const { groups, otherGroups } = await summarizeRecords(streamOf(invoices), {
      sums: [],
      groupBy: ['status'],
      maxGroups: 1,
    })

    expect(groups).toHaveLength(1)
    expect(otherGroups).toEqual({ groups: 2, records: 2 })
  })
})
