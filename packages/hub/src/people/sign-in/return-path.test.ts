import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { returnPath } from './return-path.ts'

const origin = 'https://hub.example.com'

describe('returnPath', () => {
  it('keeps a path of this origin with query and fragment', () => {
    expect(returnPath('/a/b?c=d#e', origin)).toBe('/a/b?c=d#e')
  })

  it.each([
    undefined,
    '',
    'a',
    'https://evil.example/',
    'javascript:alert(1)',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'https://hub.example.com@evil.example/',
  ])('takes %s for the first page', (asked) => {
    expect(returnPath(asked, origin)).toBe('/')
  })

  it('never leaves the origin', () => {
    const piece = fc.constantFrom('/', '\\', '.', '..', '\t', '\n', '@', ':', 'a', 'evil.example', '%2f', '?', '#', ' ')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = returnPath(pieces.join(''), origin)

        expect(path).toMatch(/^\/(?!\/)/)
        expect(new URL(path, origin).origin).toBe(origin)
      }),
    )
  })
})
