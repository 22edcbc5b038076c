import { describe, expect, it } from 'vitest'
import { lifetime } from './report-facts.ts'

describe('lifetime', () => {
  it('says how long a token is valid as people say it', () => {
    expect([86_399, 86_400, 900, 50].map(lifetime)).toEqual(['23 h 59 min', '24 h', '15 min', '50 s'])
  })
})
