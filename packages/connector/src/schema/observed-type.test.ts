import { describe, expect, it } from 'vitest'
import { observeType } from './observed-type.ts'

describe('observeType', () => {
  it.each([
    ['texts', ['a', 'b'], 'string'],
    ['numbers of an ERP', ['0012', '4711'], 'string'],
    ['decimals as texts', ['1.50', '-2.0'], 'decimal'],
    ['numbers with places', [1, 1.5], 'decimal'],
    ['whole numbers', [1, 2], 'integer'],
    ['truth values', [true, false], 'boolean'],
    ['days', ['2026-11-30'], 'date'],
    ['instants', ['2026-11-30T05:06:07-08:00'], 'datetime'],
    ['texts that look like a date now and then', ['2026-11-30', 'soon'], 'string'],
    ['lists', [['a'], []], 'array'],
  ])('takes %s for what they are', (_what, values, type) => {
    expect(observeType(values)).toEqual({ type, isAgreed: true })
  })

  it('tells users and lookup values by their members', () => {
    expect(observeType([{ id: 1, login: 'a' }])).toMatchObject({ type: 'object', references: 'User' })
    expect(observeType([{ id: 1, name: 'North', 'external-ref-num': 'R1' }])).toMatchObject({
      references: 'LookupValue',
    })
    expect(observeType([{ id: 1, name: 'North' }])).toEqual({ type: 'object', isAgreed: true })
  })

  it('is not sure of values that contradict each other, and knows nothing without any', () => {
    expect(observeType([true, 'a'])).toEqual({ type: 'unknown', isAgreed: false })
    expect(observeType([])).toBeUndefined()
  })
})
