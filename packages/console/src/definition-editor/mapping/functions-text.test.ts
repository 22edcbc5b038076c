import { expect, it } from 'vitest'
import type { JsonValue } from '../json.ts'
import { functionsOf, functionsText } from './functions-text.ts'

it('writes functions as a line, and reads them again', () => {
  const apply: JsonValue = ['trim', { cut: 20 }, { date: 'dd.MM.yyyy' }]

  expect(functionsText(apply)).toBe('trim, cut 20, date dd.MM.yyyy')
  expect(functionsOf('trim, cut 20, date dd.MM.yyyy')).toEqual(apply)
  expect([functionsText(undefined), functionsOf(' , ')]).toEqual(['', undefined])
})

it('leaves alone what a line cannot hold', () => {
  expect(functionsText([{ map: { a: 'b' } }])).toBeUndefined()
  expect(functionsText([{ replace: ', ' }])).toBeUndefined()
})
