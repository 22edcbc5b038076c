import { describe, expect, it } from 'vitest'
import { batchOfName, objectName } from './object-name.ts'

describe('the batch of an object', () => {
  it.each([
    [undefined],
    ['{batch}'],
    ['{batch}{table}'],
    ['{stamp}-{batch}'],
    ['{batch}_{stamp}_{batch}.ndjson'],
    ['from coupa (daily) [{stamp}]'],
  ])('is read from the name that the pattern %s makes', (pattern) => {
    const parts = { table: 'invoice', openedAtMs: 0, batch: 'mx2uz1-12', ending: 'ndjson' }

    expect(batchOfName(objectName(pattern, parts), pattern, parts)).toBe('mx2uz1-12')
  })

  it.each([
    ['invoice_line_19700101T000000Z_r-1.ndjson'],
    ['invoice_yesterday_r-1.ndjson'],
    ['invoice_19700101T000000Z_r-1.csv'],
    ['invoice_19700101T000000Z_r_1.ndjson'],
    ['of somebody else'],
  ])('is not read from %s', (name) => {
    expect(batchOfName(name, undefined, { table: 'invoice', ending: 'ndjson' })).toBeUndefined()
  })
})
