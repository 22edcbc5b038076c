import { describe, expect, test } from 'vitest'
import { Secret } from '../secrets/secret.ts'
import { settingsFingerprint, tokenCacheKey } from './fingerprint.ts'
import type { ApiKeySettings, OAuth2Settings } from './settings.ts'

const settings: OAuth2Settings = {
  authenticationType: 'oauth2',
  url: 'https://acme.coupahost.com/api',
  clientId: 'client-7',
  clientSecret: new Secret('one'),
  scopes: ['a.b', 'b.c'],
  accessTokenUrl: 'https://acme.coupahost.com/oauth2/token',
  clientAuthentication: 'body',
}
const apiKey: ApiKeySettings = { authenticationType: 'api-key', url: settings.url, token: new Secret('one') }

describe('settingsFingerprint', () => {
  test('stays the same for equal settings and shows no secret', () => {
    expect(settingsFingerprint({ ...settings, clientSecret: new Secret('one') })).toBe(settingsFingerprint(settings))
    expect(settingsFingerprint(settings)).toMatch(/^[0-9a-f]{64}$/)
  })

  test.each<Partial<OAuth2Settings>>([
    { url: 'https://other.coupahost.com/api' },
    { clientId: 'client-8' },
    { clientSecret: new Secret('two') },
    { scopes: ['a.b'] },
    { scopes: ['a.b b.c'] },
    { accessTokenUrl: 'https://acme.coupahost.com/oauth2/access_tokens' },
    { clientAuthentication: 'basic' },
  ])('differs when %o changes', (change) => {
    expect(settingsFingerprint({ ...settings, ...change })).not.toBe(settingsFingerprint(settings))
  })

  test('differs with the API key', () => {
    expect(settingsFingerprint(apiKey)).not.toBe(settingsFingerprint({ ...apiKey, token: new Secret('two') }))
  })
})

describe('tokenCacheKey', () => {
  test('differs by connection and by settings, and can name a file', () => {
    const keys = [
      tokenCacheKey('one', settings),
      tokenCacheKey('two', settings),
      tokenCacheKey('one', { ...settings, clientSecret: new Secret('two') }),
    ]

    expect(new Set(keys).size).toBe(3)
    for (const key of keys) expect(key).toMatch(/^[0-9a-f-]+$/)
  })
})
