import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MalformedJsonError, parseExactJson } from './exact-json.ts'
import { findJsonProblem } from './json-problem.ts'

describe('parseExactJson', () => {
  test('keeps a decimal as it was written', () => {
    expect(parseExactJson('{"a":1.10,"b":12345678901234567890,"c":2.5,"d":7}')).toEqual({
      a: '1.10',
      b: '12345678901234567890',
      c: 2.5,
      d: 7,
    })
  })

  test.each([
    ['{"a": }', 1, 7, '"}" where a value should be'],
    ['{"a":1,,}', 1, 8, '"," where a name in double quotes should be'],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'a text where a comma or the end should be'],
    ['{"a":1', 1, 7, 'the text ends where a comma or } should follow'],
    ['{"a":"x', 1, 6, 'a text whose closing quote is missing'],
    ['{"a":"x\ny"}', 1, 8, 'a line break or control character inside a text'],
    ["{'a':1}", 1, 2, '"\'" where a name in double quotes should be'],
    ['{"a" 1}', 1, 6, '"1" where a colon should follow a name'],
    ['{"a":1} x', 1, 9, '"x" after the end of the value'],
    ['{"a":"\\q"}', 1, 7, 'a backslash that begins no escape'],
  ])('names line, column and what is wrong in %j', (text, line, column, problem) => {
    const error = catchMalformed(text)

    expect(error).toMatchObject({ line, column })
    expect(error.message).toContain(problem)
  })

  test('counts lines from where the text begins in its file', () => {
    expect(catchMalformed('{"a"}', 41).line).toBe(41)
  })
})

describe('findJsonProblem', () => {
  test('finds nothing in JSON', () => {
    fc.assert(fc.property(fc.json(), (text) => findJsonProblem(text) === undefined))
  })

  test('agrees with JSON.parse on whatever text', () => {
    const characters = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '1',
      '-',
      '.',
      'e',
      ' ',
      '\\',
      'true',
      'null',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        expect(findJsonProblem(text) === undefined).toBe(isJson(text))
      }),
      { numRuns: 2000 },
    )
  })
})

function catchMalformed(text: string, firstLine?: number): MalformedJsonError {
  try {
    parseExactJson(text, firstLine === undefined ? {} : { firstLine })
  } catch (error) {
    if (error instanceof MalformedJsonError) return error
    throw error
  }
  throw new Error('it was taken for JSON')
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
