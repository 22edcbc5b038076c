import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toStoredJson } from './job-view.ts'

describe('toStoredJson', () => {
  it('replaces the character 0 and half surrogate pairs, in names and in values', () => {
    expect(JSON.parse(toStoredJson({ 'a\0': ['\ud83d', 'x\udc00\0', '😀'] }))).toEqual({ 'a�': ['�', 'x��', '😀'] })
  })

  it('leaves a backslash before u0000 as it is', () => {
    const text = String.raw`\u0000 \\u0000`

    expect(JSON.parse(toStoredJson(text))).toBe(text)
  })

  it('leaves every other value as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value)
        fc.pre(!/\\u(0000|d)/i.test(text))

        expect(toStoredJson(value)).toBe(text)
      }),
    )
  })
})
