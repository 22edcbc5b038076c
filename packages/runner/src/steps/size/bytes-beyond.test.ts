import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesBeyond } from './bytes-beyond.ts'

describe('bytesBeyond', () => {
  it('tells the length of JSON in bytes exactly where it is beyond the limit', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 200 }), (value, limit) => {
        const bytes = Buffer.byteLength(JSON.stringify(value))

        expect(bytesBeyond(value, limit)).toBe(bytes > limit ? bytes : undefined)
      }),
    )
  })

  it.each([
    ['characters of several bytes', '€'.repeat(100)],
    ['escapes', '\u001f"\\'.repeat(100)],
    ['large numbers', [-1.234567890123456e-300, Number.MAX_SAFE_INTEGER]],
    ['names of fields', { ['n'.repeat(300)]: null }],
  ])('counts %s', (_what, value) => {
    const bytes = Buffer.byteLength(JSON.stringify(value))

    expect([bytesBeyond(value, bytes - 1), bytesBeyond(value, bytes)]).toEqual([bytes, undefined])
  })
})
