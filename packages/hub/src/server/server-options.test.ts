import { describe, expect, it } from 'vitest'
import { createProxyTrust, parseOrigin } from './server-options.ts'

describe('parseOrigin', () => {
  it.each([
    ['https://hub.example.com/', 'https://hub.example.com'],
    ['https://HUB.example.com:443', 'https://hub.example.com'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('takes %s', (given, origin) => {
    expect(parseOrigin(given)).toBe(origin)
  })

  it.each([
    ['http://hub.example.com', 'plain http is only for this machine itself'],
    ['http://127.0.0.1.example.com', 'plain http is only for this machine itself'],
    ['hub.example.com', 'Give the address of the hub'],
    ['ftp://hub.example.com', 'Give the address of the hub'],
    ['https://hub.example.com/console', 'Give scheme, host and port alone'],
    ['https://user:secret@hub.example.com', 'origin is "https://hub.example.com/"'],
  ])('refuses %s', (given, message) => {
    expect(() => parseOrigin(given)).toThrow(message)
    expect(() => parseOrigin(given)).not.toThrow('secret')
  })
})

describe('createProxyTrust', () => {
  it('trusts what is listed, in both families', () => {
    const isTrusted = createProxyTrust(['10.0.0.0/8', '192.0.2.7', 'fd00::/8'])

    expect(['10.9.9.9', '192.0.2.7', 'fd00::1'].map(isTrusted)).toEqual([true, true, true])
    expect(['11.0.0.1', '192.0.2.8', 'fe80::1', 'unknown', ''].map(isTrusted)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ])
  })

  it.each(['proxy.example.com', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/x'])('refuses "%s"', (entry) => {
    expect(() => createProxyTrust([entry])).toThrow(`trustProxy holds "${entry}"`)
  })
})
