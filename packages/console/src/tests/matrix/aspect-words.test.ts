import { describe, expect, it } from 'vitest'
import { aspectWords } from './aspect-words.ts'

describe('aspectWords', () => {
  it('says in words what differs', () => {
    expect(aspectWords('latency of token-connect')).toBe('Time to reach the token server')
    expect(aspectWords('latency of service-tls')).toBe('Time to encrypt with Coupa')
    expect(aspectWords('encryption in service-tls')).toBe('Encryption with Coupa')
    expect(aspectWords('stage')).toBe('Stage reached')
    expect(aspectWords('total duration')).toBe('Total duration')
  })
})
