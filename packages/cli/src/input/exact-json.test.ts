import { describe, expect, test } from 'vitest'
import { MalformedJsonError, parseExactJson } from './exact-json.ts'

describe('parseExactJson', () => {
  test('keeps a decimal as it was written', () => {
    expect(parseExactJson('{"a":1.10,"b":12345678901234567890,"c":2.5,"d":7}')).toEqual({
      a: '1.10',
      b: '12345678901234567890',
      c: 2.5,
      d: 7,
    })
  })

  test('takes texts that look like names for what they are', () => {
    expect(parseExactJson('[{"a":"\\"a\\":1"},{"a":["b", "c"]},{"d":": e"}]')).toEqual([
      { a: '"a":1' },
      { a: ['b', 'c'] },
      { d: ': e' },
    ])
  })

  test('reads a text of many megabytes, such as a scan', () => {
    const scan = 'QUJD'.repeat(6_000_000)

    expect(parseExactJson(`{"name":"a","scan":"${scan}"}`)).toEqual({ name: 'a', scan })
  })

  test.each([
    ['{"a": }', 1, 7, '"}" where a value should be'],
    ['{"a":1,,}', 1, 8, '"," where a name in double quotes should be'],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'a text where a comma or a closing bracket should be'],
    ['{"a":1', 1, 7, 'the text ends where a comma or } should follow'],
    ['', 1, 1, 'the text ends where a value should follow'],
    ['{"a":"x', 1, 6, 'a text whose closing quote is missing on its line'],
    ['{"a":"x\ny"}', 1, 6, 'a text whose closing quote is missing on its line'],
    ['{"a":"x\ty"}', 1, 8, 'a control character inside a text'],
    ["{'a':1}", 1, 2, '"\'" is not the beginning of any value in JSON; texts and names are written in double quotes'],
    ['{"a":😀}', 1, 6, '"😀" is not the beginning of any value in JSON'],
    ['{"a" 1}', 1, 6, '"1" where a colon should be'],
    ['{"a":1} x', 1, 9, '"x"'],
    ['[1] 2', 1, 5, '"2" where the end should be'],
    ['{"a":"b\\\\\\q"}', 1, 10, 'a backslash that begins no escape'],
    ['{"a":"\\u12"}', 1, 7, 'a \\u without four hexadecimal digits'],
    ['[1.]', 1, 2, 'a number that breaks off'],
    ['{"a":1,"b":{"a":2},"a":3}', 1, 20, 'the name "a" is in line 1 already, in the same object'],
    ['[{"a":1},\n{"a":1,"\\u0061":"x:"}]', 2, 8, 'the name "a" is in line 2 already'],
    ['[1] // one', 1, 5, 'a comment, which is not allowed here'],
  ])('names line, column and what is wrong in %j', (text, line, column, problem) => {
    const error = catchMalformed(text)

    expect(error).toMatchObject({ line, column })
    expect(error.message).toContain(problem)
  })

  test('counts lines from where the text begins in its file', () => {
    expect(catchMalformed('{"a"}', 41).line).toBe(41)
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
