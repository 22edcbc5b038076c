import { describe, expect, it } from 'vitest'
import { loopbackCases } from '../../../protocol/src/testing/loopback-cases.ts'
import { isLoopbackHost } from './loopback-host.ts'

describe('isLoopbackHost', () => {
  it.each(loopbackCases)('says of %j: %s', (host, isLoopback) => {
    expect(isLoopbackHost(host)).toBe(isLoopback)
  })
})
