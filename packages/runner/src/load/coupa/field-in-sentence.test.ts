import { describe, expect, it } from 'vitest'
import { fieldInSentence } from './field-in-sentence.ts'

const fields = ['number', 'name', 'tax-code', 'tax', 'payment-term']

describe('fieldInSentence', () => {
  it.each([
    ["Name can't be blank", 'name'],
    ['Payment term must exist', 'payment-term'],
    ['Number has already been taken', 'number'],
    ['Unable to find valid PaymentTerm record for payment_term with keys {"code"=>"NOPE"}.', 'payment-term'],
  ])('finds the field of "%s"', (message, field) => {
    expect(fieldInSentence(message, fields)).toBe(field)
  })

  it('takes the longer of two names that fit', () => {
    expect(fieldInSentence('Tax code is invalid', fields)).toBe('tax-code')
  })

  it.each(['Names must differ', 'The record is locked', 'Name'])('finds none in "%s"', (message) => {
    expect(fieldInSentence(message, fields)).toBeUndefined()
  })
})
