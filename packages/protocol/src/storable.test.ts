import { describe, expect, it } from 'vitest'
import { cutText, toStorable } from './storable.ts'

describe('what cannot be stored', () => {
  it.each<[string, unknown, unknown]>([
    ['half of a surrogate pair', { name: 'cut \uD83D' }, { name: 'cut \uFFFD' }],
    ['the other half', ['\uDE00 cut'], ['\uFFFD cut']],
    ['U+0000', { a: { b: 'x\0y' } }, { a: { b: 'x\uFFFDy' } }],
    ['a name with U+0000', { 'a\0': 1 }, { 'a\uFFFD': 1 }],
    ['a name with half of a pair', { '\uD83D': 1 }, { '\uFFFD': 1 }],
    ['names that become one', { 'a\0': 1, 'a\uFFFD': 2 }, { 'a\uFFFD': 1, 'a\uFFFD (2)': 2 }],
    ['the name of the prototype', JSON.parse('{"__proto__":{"x":1}}'), { _proto_: { x: 1 } }],
    ['the whole as a text', '\uDC00', '\uFFFD'],
  ])('is replaced: %s', (_what, given, expected) => {
    expect(toStorable(given)).toEqual(expected)
  })

  it('is cut off where it is nested too deeply', () => {
    expect(toStorable({ a: [{ b: 1 }] }, 2)).toEqual({ a: [cutText] })
    const deep = JSON.parse(`${'['.repeat(100_000)}1${']'.repeat(100_000)}`)
    expect(JSON.stringify(toStorable(deep))).toContain(cutText)
  })

  it('leaves everything else as it is, the object included', () => {
    const given = { text: 'é 😀 \u0001 \uFFFF', list: [1, null, true, { constructor: 'x', '': '' }] }
    expect(toStorable(given)).toBe(given)
  })
})
