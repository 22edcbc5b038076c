import { describe, expect, it } from 'vitest'
import { parseExactly } from './parse-exactly.ts'

describe('parseExactly', () => {
  it.each([
    ['{"a":1.10,"b":12345678901234567890,"c":2.5}', { a: '1.10', b: '12345678901234567890', c: 2.5 }],
    ['[{"a":1},{"a":{"a":"\\"b\\":{"}}]', [{ a: 1 }, { a: { a: '"b":{' } }]],
    ['{"a\\"" : [], "":{}}', { 'a"': [], '': {} }],
    ['{"a":": {\\"b\\":","c":"} :"}', { a: ': {"b":', c: '} :' }],
    ['"x"', 'x'],
  ])('reads %s', (text, value) => {
    expect(parseExactly(text, { refusesRepeatedNames: true })).toEqual(value)
  })

  it.each([
    ['{"name":"A","name":"B"}', 'the name "name" is given twice in one object'],
    ['{"lines":[{"price":1},{"price":1,"price":2}]}', 'the name "price" is given twice'],
    ['{"n\\u0061me":"A","name":"B"}', 'the name "name" is given twice'],
  ])('refuses %s where it is asked to', (text, message) => {
    const parse = () => parseExactly(text, { refusesRepeatedNames: true })

    expect(parse).toThrow(SyntaxError)
    expect(parse).toThrow(message)
    expect(() => parseExactly(text)).not.toThrow()
  })

  it('reads a text of many megabytes, such as a scan', () => {
    const scan = 'QUJD'.repeat(6_000_000)

    expect(parseExactly(`{"name":"a","scan":"${scan}"}`, { refusesRepeatedNames: true })).toEqual({ name: 'a', scan })
  })
})
