import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentHash, hasContent } from './content-hash.ts'

const records = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 8 })

describe('contentHash', () => {
  it('does not depend on the order of fields', () => {
    fc.assert(
      fc.property(records, (record) => {
        const reversed = Object.fromEntries(Object.entries(record).toReversed())
        expect(contentHash(reversed)).toBe(contentHash(record))
      }),
    )
  })

  it('differs when a value differs', () => {
    fc.assert(
      fc.property(records, (record) => {
        expect(contentHash({ ...record, status: 'approved' })).not.toBe(contentHash({ ...record, status: 'voided' }))
      }),
    )
  })

  it('leaves out what marking touches, at any depth', () => {
    const before = { id: 1, exported: false, 'updated-at': 'x', lines: [{ id: 2, 'updated-at': 'x', total: '1' }] }
    const after = { id: 1, exported: true, 'updated-at': 'y', lines: [{ id: 2, 'updated-at': 'y', total: '1' }] }

    expect(contentHash(after)).toBe(contentHash(before))
    expect(contentHash({ ...after, id: 3 })).not.toBe(contentHash(before))
  })

  it('leaves out what the process itself writes, wherever the organization has its custom fields (F-140)', () => {
    const before = { id: 1, note: 'a', 'custom-fields': { 'erp-number': null, plant: 'x' }, 'erp-number': null }
    const after = { id: 1, note: 'b', 'custom-fields': { 'erp-number': '7', plant: 'x' }, 'erp-number': '7' }
    const written = ['note', 'custom-fields.erp-number']

    expect(contentHash(after, written)).toBe(contentHash(before, written))
    expect(contentHash(after, ['note'])).not.toBe(contentHash(before, ['note']))
  })

  it('can be compared by a definition that writes other fields', () => {
    const hash = contentHash({ id: 1, note: 'a', total: '7' }, ['note'])

    expect(hasContent({ id: 1, note: 'b', total: '7' }, hash)).toBe(true)
    expect(hasContent({ id: 1, note: 'b', total: '8' }, hash)).toBe(false)
  })
})
