import { describe, expect, it } from 'vitest'
import { ConnectFailure } from './connect-failure.ts'
import { selectProxy } from './proxy.ts'

function choose(address: string, environment: Record<string, string>): string | undefined {
  return selectProxy(new URL(address), 'environment', environment)?.label
}

describe('selectProxy', () => {
  it('takes the variable of the scheme, the lower-case one first', () => {
    const environment = { HTTPS_PROXY: 'http://upper:1', https_proxy: 'http://lower:2', HTTP_PROXY: 'http://plain:3' }

    expect(choose('https://coupa.test', environment)).toBe('http://lower:2')
    expect(choose('http://coupa.test', environment)).toBe('http://plain:3')
    expect(choose('https://coupa.test', { HTTP_PROXY: 'http://plain:3' })).toBeUndefined()
    expect(choose('https://coupa.test', { HTTPS_PROXY: ' ' })).toBeUndefined()
  })

  it('ignores the environment when the choice is none or explicit', () => {
    const environment = { HTTPS_PROXY: 'http://upper:1' }
    const target = new URL('https://coupa.test')

    expect(selectProxy(target, 'none', environment)).toBeUndefined()
    expect(selectProxy(target, {}, environment)).toBeUndefined()
    expect(selectProxy(target, { https: 'mine:8080' }, environment)?.label).toBe('http://mine:8080')
  })

  it.each([
    ['*', 'https://coupa.test', true],
    ['coupa.test', 'https://coupa.test', true],
    ['COUPA.test', 'https://a.coupa.TEST', true],
    ['.coupa.test', 'https://a.coupa.test', true],
    ['.coupa.test', 'https://coupa.test', true],
    ['*.coupa.test', 'https://a.coupa.test', true],
    ['*.coupa.test', 'https://coupa.test', false],
    ['pa.test', 'https://coupa.test', false],
    ['other.test, coupa.test', 'https://coupa.test', true],
    ['other.test coupa.test', 'https://coupa.test', true],
    ['coupa.test:443', 'https://coupa.test', true],
    ['coupa.test:8443', 'https://coupa.test', false],
    ['coupa.test:8443', 'https://coupa.test:8443', true],
    ['*:80', 'https://coupa.test', false],
    ['127.0.0.1', 'https://127.0.0.1:9000', true],
    ['localhost', 'https://127.0.0.1:9000', false],
    ['10.0.0.0/8', 'https://10.1.2.3', true],
    ['10.0.0.0/8', 'https://11.1.2.3', false],
    ['10.0.0.0/99', 'https://10.1.2.3', false],
    ['::1', 'https://[::1]:9000', true],
    ['[::1]:9000', 'https://[::1]:9000', true],
    ['[::1]:9001', 'https://[::1]:9000', false],
    ['fd00::/8', 'https://[fd12::1]', true],
    ['coupa.test.', 'https://coupa.test', true],
    ['coupa.test', 'https://coupa.test.', true],
    ['', 'https://coupa.test', false],
    ['.', 'https://coupa.test', false],
  ])('with NO_PROXY=%j and %s goes directly: %s', (noProxy, target, isDirect) => {
    const proxy = choose(target, { HTTPS_PROXY: 'http://proxy:1', NO_PROXY: noProxy })

    expect(proxy === undefined).toBe(isDirect)
  })

  it('sends loopback to the proxy unless NO_PROXY says otherwise', () => {
    expect(choose('https://localhost', { HTTPS_PROXY: 'http://proxy:1' })).toBe('http://proxy:1')
  })

  it('keeps the sign-in out of everything that is shown', () => {
    const proxy = selectProxy(new URL('https://a.test'), { https: 'http://user:p%20w@proxy:1' }, {})

    expect(proxy?.authorization?.reveal()).toBe(`Basic ${Buffer.from('user:p w').toString('base64')}`)
    expect(JSON.stringify(proxy)).not.toMatch(/p%20w|p w|user/)
  })

  it.each(['socks5://user:secret@proxy', 'http://', 'ftp://proxy'])('refuses %s without repeating it', (address) => {
    const select = () => selectProxy(new URL('https://a.test'), { https: address }, {})

    expect(select).toThrow(ConnectFailure)
    expect(select).not.toThrow(/secret/)
  })
})
