import { describe, expect, test } from 'vitest'
import { differencesBetween, isSameSettings } from './settings-change.ts'

const before = { name: 'Acme', draftUse: 'refused' } as const

describe('settings of an account', () => {
  test('are the same but for blanks around the name, which the hub takes off', () => {
    expect(isSameSettings(before, { ...before, name: ' Acme ' })).toBe(true)
    expect(isSameSettings(before, { ...before, draftUse: 'allowed' })).toBe(false)
  })

  test('tell what somebody else changed', () => {
    expect(differencesBetween(before, before)).toEqual([])
    expect(differencesBetween(before, { name: 'Acme Ltd', draftUse: 'allowed' })).toEqual([
      'The name is now “Acme Ltd”; it was “Acme”.',
      'The use of drafts is now allowed; it was refused.',
    ])
  })
})
