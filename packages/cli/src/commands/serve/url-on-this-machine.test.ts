import { describe, expect, test } from 'vitest'
import { urlOnThisMachine } from './url-on-this-machine.ts'

describe('urlOnThisMachine', () => {
  test.each([
    ['http://127.0.0.1:8090', 'http://127.0.0.1:8090'],
    ['http://localhost:8090', 'http://localhost:8090'],
    ['http://0.0.0.0:8090', 'http://127.0.0.1:8090'],
    ['http://[::]:8090', 'http://[::1]:8090'],
    ['http://[::1]:8090', 'http://[::1]:8090'],
    ['http://10.0.0.11:8090', 'http://10.0.0.11:8090'],
  ])('calls a hub that listens at %s at %s', (url, expected) => {
    expect(urlOnThisMachine({ url, port: 8090 })).toBe(expected)
  })
})
