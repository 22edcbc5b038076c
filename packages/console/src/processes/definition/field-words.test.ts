import { describe, expect, it } from 'vitest'
import { fieldWords } from './field-words.ts'

describe('fieldWords', () => {
  it('lists fields, with those of an association in parentheses', () => {
    const lines = { 'invoice-lines': ['id', { account: ['code'] }] }
    expect(fieldWords(['id', { supplier: ['id', 'name'] }, lines])).toBe(
      'id, supplier (id, name), invoice-lines (id, account (code))',
    )
  })

  it('says where an association is read whole', () => {
    expect(fieldWords([{ 'custom-fields': {} }])).toBe('custom-fields (all)')
  })

  it('shows as it is written what has another form', () => {
    expect(fieldWords('everything')).toBe('"everything"')
    expect(fieldWords(undefined)).toBe('')
  })
})
