import { describe, expect, it } from 'vitest'
import { testOutcomes } from '../outcomes/outcomes.ts'
import { isOwnWord } from './own-words.ts'

describe('isOwnWord', () => {
  it('knows every part of what the connector says, in whatever case and with spaces around', () => {
    for (const { title } of Object.values(testOutcomes)) {
      for (let at = 0; at + 12 <= title.length; at++) expect(isOwnWord(title.slice(at, at + 12))).toBe(true)
      expect(isOwnWord(`  ${title.toUpperCase()} `)).toBe(true)
    }
  })

  it.each(['access token client id', 'a', 'ur'])('knows "%s"', (text) => {
    expect(isOwnWord(text)).toBe(true)
  })

  // Each three letters in a row of these stand somewhere.
  it.each(['fieldsettings', 'emailurl', 'tokentoken'])(
    'does not take "%s" for a word because its parts are',
    (text) => {
      expect(isOwnWord(text)).toBe(false)
    },
  )

  it.each(['s3cr3t', 'eyJhbGciOiJSUzI1NiJ9', '\u241f\u241f\u241f'])('does not know "%s"', (text) => {
    expect(isOwnWord(text)).toBe(false)
  })
})
