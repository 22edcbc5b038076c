import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutComments } from './json-with-comments.ts'

describe('withoutComments', () => {
  it('takes comments of both kinds and last commas out', () => {
    const text = '{ // where\n  "url": "http://a//b", /* and\n more */ "list": [1, 2,],\n}'

    expect(JSON.parse(withoutComments(text))).toEqual({ url: 'http://a//b', list: [1, 2] })
  })

  it('leaves JSON as it is, whatever its strings hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)

        expect(withoutComments(text)).toBe(text)
      }),
    )
  })

  it('keeps every character that stays in its place', () => {
    expect(withoutComments('{ /* a */ "b": 1, }')).toBe('{         "b": 1  }')
  })
})
