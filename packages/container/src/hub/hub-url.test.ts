import { describe, expect, it } from 'vitest'
import { HubUrlError, parseHubUrl } from './hub-url.ts'

describe('parseHubUrl', () => {
  it.each([
    ['https://hub.example.com', 'https://hub.example.com'],
    [' https://hub.example.com:8443/coupa// ', 'https://hub.example.com:8443/coupa'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['http://localhost', 'http://localhost'],
    ['http://[::1]:1', 'http://[::1]:1'],
  ])('takes %s', (given, expected) => {
    expect(parseHubUrl(given)).toBe(expected)
  })

  it.each([
    'hub.example.com',
    'ftp://hub.example.com',
    'http://hub.example.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://10.0.0.1',
    'https://user:secret@hub.example.com',
    'https://hub.example.com?token=secret',
    '',
  ])('refuses %s and says what to write', (given) => {
    const parse = () => parseHubUrl(given)

    expect(parse).toThrow(HubUrlError)
    expect(parse).not.toThrow(/secret@|token=/)
  })

  it('takes any address of a hub that is known to listen on the same machine', () => {
    expect(parseHubUrl('http://10.0.0.1:8080', { isSameMachine: true })).toBe('http://10.0.0.1:8080')
  })
})
