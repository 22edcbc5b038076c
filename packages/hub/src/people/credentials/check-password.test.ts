import { describe, expect, it } from 'vitest'
import { checkPassword } from './check-password.ts'

const owner = { email: 'ada.lovelace@analytical.example', name: 'Ada Lovelace' }

describe('checkPassword', () => {
  it.each([
    'seven grey herons walk',
    'correct mule battery nail',
    'Zq8#vT2!mLp0x',
    'ключ под третьим ковриком',
    'my test of patience ended in may',
    'ada walks where herons sleep',
  ])('takes %s', (password) => {
    expect(() => checkPassword(password, owner)).not.toThrow()
  })

  it.each([
    ['short', 'elevenchars'],
    ['one character', 'aaaaaaaaaaaaaaaa'],
    ['two pieces', 'abcabcabcabcabc'],
    ['digits in a row', '123456789012'],
    ['letters in a row', 'abcdefghijklm'],
    ['backwards', 'zyxwvutsrqpon'],
    ['keys in a row', 'qwertyuiopasdf'],
    ['common', 'Password1234'],
    ['common in disguise', 'P@ssw0rd!!!!'],
    ['common twice', 'welcome-welcome'],
    ['common with a year', 'Summer202620262026'],
    ['blanks', '              '],
    ['the email address', 'Ada.Lovelace@analytical.example'],
    ['the mailbox', 'adalovelace2026'],
    ['the name', 'Ada Lovelace'],
    ['the name again', 'lovelaceLovelace1'],
    ['the company', 'Analytical123'],
    ['the product', 'coupa-connector'],
  ])('refuses what is %s', (_what, password) => {
    expect(() => checkPassword(password, owner)).toThrow(
      expect.objectContaining({ code: 'PASSWORD_TOO_WEAK', message: expect.not.stringContaining(password) }),
    )
  })
})
