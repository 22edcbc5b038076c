import { describe, expect, it } from 'vitest'
import { partsOf } from './receipt-parts.ts'

describe('partsOf', () => {
  it('reads what a run wrote, what it was given, and what Coupa was told', () => {
    const parts = partsOf({
      batches: [{ batch: 'b-1', object: 'invoice.csv', records: 3, sha256: 'abc' }],
      inputs: [{ input: 'a.csv', state: 'refused', records: 0, reason: 'No column.', notices: ['x'] }],
      coupaMonitoring: {
        integration: 'ERP',
        coupaRun: 77,
        status: 'reported',
        notes: [{ message: 'A.', remedy: 'B.' }],
      },
    })

    expect(parts.objects).toEqual([{ batch: 'b-1', object: 'invoice.csv', records: 3, sha256: 'abc' }])
    expect(parts.inputs[0]).toMatchObject({ input: 'a.csv', state: 'refused', reason: 'No column.', notices: ['x'] })
    expect(parts.monitoring).toEqual({ integration: 'ERP', coupaRun: '77', status: 'reported', notes: ['A. B.'] })
  })

  it('tells a preview without records from a run that is none', () => {
    expect(partsOf({ records: [] }).previews).toEqual([])
    expect(partsOf({ read: 3 }).previews).toBeUndefined()
    expect(partsOf(null)).toMatchObject({ objects: [], stages: [], differences: undefined })
  })

  it('shows of a previewed record what it would become, or why it would be set aside', () => {
    const { previews } = partsOf({
      records: [
        { id: '7', source: { id: 7 }, rows: { invoice: [{ id: 7 }] } },
        { id: '8', source: { id: 8 }, failure: { field: 'number', message: 'is empty' } },
        { id: '9', source: { id: 9 }, failure: { field: 'number', message: 'number: "x" is not a number' } },
      ],
    })

    expect(previews).toEqual([
      { id: '7', source: { id: 7 }, result: { invoice: [{ id: 7 }] }, failure: '' },
      { id: '8', source: { id: 8 }, result: {}, failure: 'number: is empty' },
      { id: '9', source: { id: 9 }, result: {}, failure: 'number: "x" is not a number' },
    ])
  })

  it('shows what of a loaded record differs, and how many records more do', () => {
    const { differences, unlistedDifferences, compared } = partsOf({
      records: 120,
      differing: 3,
      differences: [
        { key: 'V-1', id: '7', code: 'RECORD_CHANGED', message: 'm', changed: { name: { old: 'a', new: null } } },
        { key: 'V-2', id: '8', code: 'RECORD_GONE', message: 'n' },
      ],
    })

    expect(differences).toMatchObject([
      { title: 'V-1 (id 7)', changed: [{ field: 'name', now: '"a"', loaded: 'null' }] },
      { title: 'V-2 (id 8)', changed: [] },
    ])
    expect([compared, unlistedDifferences]).toEqual([120, 1])
  })

  it('leaves out what is not as expected', () => {
    expect(partsOf({ batches: 'many', inputs: [1, null], stages: {} })).toMatchObject({
      objects: [],
      inputs: [],
      stages: [],
    })
  })
})
