import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonUnits, mostBytesOfUnit } from './json-units.ts'

describe('jsonUnits', () => {
  it('is never less than a sixth of the bytes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(mostBytesOfUnit * jsonUnits(value)).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(value)))
      }),
    )
  })

  it('is close to the length of a record', () => {
    const line = { 'line-num': 12, description: 'Gasket, spiral wound', price: '12.3400', account: { code: '10-4400' } }
    const record = { id: 123_456, 'invoice-number': 'INV-00123456', paid: false, 'invoice-lines': [line, line, line] }
    const { length } = JSON.stringify(record)

    expect(Math.abs(jsonUnits(record) - length)).toBeLessThan(length / 5)
  })
})
