import { describe, expect, it } from 'vitest'
import type { TestSummary } from '../test-queries.ts'
import { groupTests, nameOfTested } from './group-tests.ts'

const test = (id: string, matrix: string | null) => ({ id, matrix }) as TestSummary

describe('groupTests', () => {
  it('makes the tests of a matrix one row, and leaves single ones alone', () => {
    const items = groupTests([test('1', 'm'), test('2', null), test('3', 'm'), test('4', 'n')])

    expect(items.map((item) => (item.kind === 'test' ? item.test.id : item.tests.map(({ id }) => id)))).toEqual([
      ['1', '3'],
      '2',
      '4',
    ])
  })
})

describe('nameOfTested', () => {
  it('has the name that stood in the form of what is not saved', () => {
    expect(nameOfTested({ connection: null, draftName: 'Production' })).toBe('Unsaved: Production')
    expect(nameOfTested({ connection: null, draftName: null })).toBe('Unsaved settings')
  })
})
