import type { FieldDescription } from '@coupa-connector/catalog'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toTargetValue } from './target-value.ts'

const field = (type: FieldDescription['type'], more: Partial<FieldDescription> = {}): FieldDescription => ({
  ...{ name: 'f', type, isReadable: true, isWritable: true, isRequired: false, isUnique: false, origin: 'article' },
  ...more,
})

describe('toTargetValue', () => {
  it.each([
    ['integer', ' 12 ', 12],
    ['integer', '12345678901234567890', '12345678901234567890'],
    ['decimal', '1234567890123456.780', '1234567890123456.780'],
    ['decimal', '-.5', '-.5'],
    ['boolean', 'NO', false],
    ['date', '2026-02-28', '2026-02-28'],
    ['date', '2/28/2026', '2/28/2026'],
    ['datetime', '2026-03-01T09:30:00+01:00', '2026-03-01T09:30:00+01:00'],
    ['string', 'N/A', 'N/A'],
    ['unknown', { any: 1 }, { any: 1 }],
  ] as const)('takes a value of the type %s: %j', (type, value, expected) => {
    expect(toTargetValue(value, field(type))).toEqual({ value: expected })
  })

  it.each([
    ['integer', '1.5'],
    ['decimal', '1,234.50'],
    ['decimal', '.'],
    ['boolean', 'maybe'],
    ['date', '2026-02-30'],
    ['date', '31.12.2026'],
    ['object', 'N30'],
    ['string', { a: 1 }],
  ] as const)('refuses a value that is none of the type %s: %j', (type, value) => {
    expect(toTargetValue(value, field(type))).toMatchObject({ fault: { code: 'VALUE_UNFIT' } })
  })

  it('says how a date is written', () => {
    expect(toTargetValue('31.12.2026', field('date'))).toMatchObject({
      fault: { message: 'is "31.12.2026", which is not a date, such as 2026-01-31' },
    })
  })

  it('takes a choice in any case of letters, as Coupa writes it', () => {
    expect(toTargetValue('ACTIVE', field('string', { allowedValues: ['active', 'inactive'] }))).toEqual({
      value: 'active',
    })
  })

  it('never changes the digits of a decimal', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?\d{1,30}(\.\d{1,12})?$/), (text) => {
        expect(toTargetValue(text, field('decimal'))).toEqual({ value: text })
      }),
    )
  })
})
