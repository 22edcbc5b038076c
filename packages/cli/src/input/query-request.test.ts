import { describe, expect, test } from 'vitest'
import { extraParametersOf, parseFields, parseTime } from './query-request.ts'

describe('parseFields', () => {
  test.each(['', 'a,,b', 'a.', '.a', 'a b', ','])('refuses %j', (text) => {
    expect(() => parseFields(text)).toThrow('--fields')
  })
})

describe('parseTime', () => {
  test.each([
    ['2026-01-31', '2026-01-31T00:00:00Z'],
    ['2026-01-31T08:00', '2026-01-31T08:00Z'],
    ['2026-01-31 08:00:01.5+01:00', '2026-01-31T08:00:01.5+01:00'],
    ['2026-01-31T08:00:00z', '2026-01-31T08:00:00Z'],
  ])('takes %s for %s', (text, expected) => {
    expect(parseTime('--updated-after', text)).toBe(expected)
  })

  test.each(['yesterday', '2026-02-30', '2026-13-01', '31.01.2026', '2026-01-31T25:00', ''])('refuses %j', (text) => {
    expect(() => parseTime('--updated-after', text)).toThrow('is not a time')
  })
})

describe('extraParametersOf', () => {
  test('sends parameters as they are, and takes a limit among them for the size of a page', () => {
    const raw = [
      ['return_object', 'limited'],
      ['limit', '80'],
    ] as const

    expect(extraParametersOf(raw)).toEqual({
      extraParameters: [['return_object', 'limited']],
      reading: { pageSize: 50 },
    })
    expect(extraParametersOf([['limit', '7']])).toEqual({ reading: { pageSize: 7 } })
    expect(extraParametersOf([])).toEqual({})
  })
})
