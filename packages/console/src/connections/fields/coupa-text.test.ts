import { describe, expect, it } from 'vitest'
import { readCoupaText } from './coupa-text.ts'

const clientId = '3f2a9c5d7e1b4a6088c2d4e6f8a0b1c2'
const clientSecret = 'd9b1f3a5c7e9d1b3f5a7c9e1d3b5f7a9c1e3d5b7f9a1c3e5d7b9f1a3c5e7d9b1'
const all = {
  url: 'https://acme.coupahost.com/api',
  accessTokenUrl: 'https://acme.coupahost.com/oauth2/token',
  clientId,
  clientSecret,
  scope: 'core.common.read core.invoice.read',
}

describe('readCoupaText', () => {
  it.each([
    [
      'Coupa’s own page',
      `Identifier\n${clientId}\nSecret\n${clientSecret}\nScopes\ncore.common.read, core.invoice.read\nhttps://acme.coupahost.com/oauth2/clients/7`,
    ],
    [
      'a mail in another order',
      `Hi, the scopes are core.common.read and core.invoice.read.\nSecret: ${clientSecret}\nClient ID: ${clientId}\nInstance: acme.coupahost.com`,
    ],
    [
      'environment variables',
      `COUPA_URL=https://acme.coupahost.com/api\nCOUPA_CLIENT_ID=${clientId}\nCOUPA_CLIENT_SECRET=${clientSecret}\nCOUPA_SCOPE="core.common.read core.invoice.read"`,
    ],
    [
      'JSON',
      JSON.stringify({
        url: 'https://acme.coupahost.com',
        client_id: clientId,
        client_secret: clientSecret,
        scope: 'core.common.read core.invoice.read',
      }),
    ],
    ['values without labels', `${clientSecret}\n${clientId}\nacme.coupahost.com\ncore.common.read;core.invoice.read`],
  ])('reads everything from %s', (_from, text) => {
    expect(readCoupaText(text)).toEqual(all)
  })

  it('keeps a token address that is elsewhere', () => {
    expect(readCoupaText('https://acme.coupahost.com/api and https://id.example.com/oauth2/token')).toEqual({
      url: 'https://acme.coupahost.com/api',
      accessTokenUrl: 'https://id.example.com/oauth2/token',
    })
  })

  it('finds nothing where there is nothing', () => {
    expect(readCoupaText('Dear all, see you on Monday.')).toEqual({})
    expect(readCoupaText('')).toEqual({})
  })
})
