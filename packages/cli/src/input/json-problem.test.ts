import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findJsonProblem, readJsonWithComments } from './json-problem.ts'

describe('findJsonProblem', () => {
  test('finds nothing in JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(findJsonProblem(text)).toBeUndefined()
      }),
    )
  })

  test('agrees with JSON.parse on whatever text', () => {
    const characters = fc.constantFrom(
      ...'{}[]":,1-.e0 \\/*\n\t',
      'true',
      'null',
      '"a"',
      '\u00a0',
      '\ufeff',
      '\u0001',
      'u0041',
    )
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 12 }), (parts) => {
        const text = parts.join('')

        expect(findJsonProblem(text) === undefined).toBe(isJson(text))
      }),
      { numRuns: 5000 },
    )
  })

  test('stays inside the text with the place it names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const problem = findJsonProblem(text)

        expect(problem?.offset ?? 0).toBeGreaterThanOrEqual(0)
        expect(problem?.offset ?? 0).toBeLessThanOrEqual(text.length)
      }),
    )
  })

  test('says that brackets are too deep, instead of running out of stack', () => {
    expect(findJsonProblem('['.repeat(1_000_000))?.problem).toContain('too deep')
  })

  test('names the place of a wrong escape in a text of many megabytes', () => {
    const scan = 'QUJD'.repeat(6_000_000)

    expect(findJsonProblem(`["${scan}\\q"]`)).toEqual({
      offset: 2 + scan.length,
      problem: 'a backslash that begins no escape',
    })
  })
})

describe('readJsonWithComments', () => {
  test('reads past comments of both kinds and last commas', () => {
    const text = '{ // where\n  "url": "http://a//b", /* and\n more */ "list": [1, 2,],\n}'

    expect(readJsonWithComments(text)).toMatchObject({ value: { url: 'http://a//b', list: [1, 2] } })
  })

  test('reads JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const reading = readJsonWithComments(text)

        expect('value' in reading && JSON.stringify(reading.value)).toBe(JSON.stringify(JSON.parse(text)))
      }),
    )
  })

  test('takes "__proto__" for a name like any other', () => {
    const reading = readJsonWithComments('{ "__proto__": { "port": 1 } }')

    expect('value' in reading && Object.keys(reading.value as object)).toEqual(['__proto__'])
  })

  test('names the place of what is wrong in the text as it was given, comments and all', () => {
    expect(readJsonWithComments('{ /* a */ "b": tru }')).toMatchObject({ offset: 15 })
  })

  test.each([
    ['{ "a": 1,\n  "b": 2,\n  "a": 3 }', 'a', 1, 3],
    ['{ "list": [{}, {\n "key": [],\n "key": [] }] }', 'key', 2, 3],
    ['{ "a": 1, "\\u0061": 2 }', 'a', 1, 1],
    ['{ "__proto__": 1,\n "__proto__": 2 }', '__proto__', 1, 2],
  ])('refuses a name that an object has twice: %j', (text, name, first, second) => {
    const reading = readJsonWithComments(text)

    expect(reading).toHaveProperty('problem', `the name "${name}" is in line ${first} already, in the same object`)
    expect('offset' in reading && text.slice(0, reading.offset).split('\n')).toHaveLength(second)
  })

  test('takes the same name in different objects', () => {
    const text = '{ "a": { "a": 1 }, "b": [{ "a": 1 }, { "a": 2 }] }'

    expect(readJsonWithComments(text)).toEqual({ value: JSON.parse(text) })
  })

  test.each(['', ' ', '// nothing'])('does not take %j for a value', (text) => {
    expect(readJsonWithComments(text)).toHaveProperty('problem')
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
