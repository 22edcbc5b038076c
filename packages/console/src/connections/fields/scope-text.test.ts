import { describe, expect, it } from 'vitest'
import { hasForeignSeparators, joinScopes, pasteScopes, splitScopes } from './scope-text.ts'

describe('the text of scopes', () => {
  it.each([
    ['core.common.read core.invoice.read', ['core.common.read', 'core.invoice.read']],
    ['core.common.read, core.invoice.read,\ncore.common.read', ['core.common.read', 'core.invoice.read']],
    ['  ', []],
  ])('reads %j', (text, scopes) => {
    expect(splitScopes(text)).toEqual(scopes)
  })

  it('is taken from a page with commas and put between what stands there', () => {
    expect(pasteScopes('core.common.read', 'core.invoice.read,core.user.read', '')).toBe(
      'core.common.read core.invoice.read core.user.read',
    )
  })

  it('says whether it has other separators than blanks', () => {
    expect(['a b', 'a,b', 'a\nb'].map(hasForeignSeparators)).toEqual([false, true, true])
  })

  it('names every scope once', () => {
    expect(joinScopes(['b', 'a', 'b'])).toBe('b a')
  })
})
