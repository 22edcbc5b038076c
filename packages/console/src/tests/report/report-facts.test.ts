import { describe, expect, it } from 'vitest'
import { isPassed, lifetime } from './report-facts.ts'

describe('isPassed', () => {
  it('counts a test with a deprecated API key, and no test that is not over', () => {
    expect(['OK', 'OK_DEPRECATED_AUTH', 'INVALID_CLIENT', 'CANCELLED', null].map(isPassed)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

describe('lifetime', () => {
  it('says how long a token is valid as people say it', () => {
    expect([86_399, 86_400, 900, 50].map(lifetime)).toEqual(['23 h 59 min', '24 h', '15 min', '50 s'])
  })
})
