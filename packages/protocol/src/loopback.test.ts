import { describe, expect, it } from 'vitest'
import { isLoopbackHost } from './loopback.ts'
import { loopbackCases } from './testing/loopback-cases.ts'

describe('isLoopbackHost', () => {
  it.each(loopbackCases)('says of %j: %s', (host, isLoopback) => {
    expect(isLoopbackHost(host)).toBe(isLoopback)
  })
})
