import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createUndiciTransport } from '../http/transport/undici-transport.ts'
import { parseSettings, type SettingsInput } from '../settings/parse-settings.ts'
import { type LoopbackServer, startHttp } from '../testing/loopback.ts'
import { requestToken } from './request-token.ts'
import { createTokenCycle } from './token-cycle.ts'

// An authorization server that this project did not write.
let server: LoopbackServer
const transport = createUndiciTransport()
const clientSecret = 'p+/=&%:s'

beforeAll(async () => {
  const client = (client_id: string, token_endpoint_auth_method: 'client_secret_post' | 'client_secret_basic') => ({
    client_id,
    client_secret: clientSecret,
    token_endpoint_auth_method,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    scope: 'core.common.read core.invoice.read',
  })
  const provider = new Provider('http://127.0.0.1', {
    clients: [client('by-body', 'client_secret_post'), client('by:basic', 'client_secret_basic')],
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    scopes: ['core.common.read', 'core.invoice.read'],
    ttl: { ClientCredentials: 86_399 },
  })
  const answer = provider.callback()
  server = await startHttp((request, response) => void answer(request, response))
})

afterAll(async () => {
  await transport.close()
  await server[Symbol.asyncDispose]()
})

function ask(change: SettingsInput) {
  const { settings } = parseSettings({
    url: `${server.url}/api`,
    clientId: 'by-body',
    clientSecret,
    scope: 'core.common.read core.invoice.read',
    accessTokenUrl: `${server.url}/token`,
    ...change,
  })
  if (settings.authenticationType !== 'oauth2') throw new TypeError('OAuth 2.0 is the default')
  return requestToken({ settings, transport })
}

describe('oidc-provider', () => {
  test.each<SettingsInput>([{ clientId: 'by-body' }, { clientId: 'by:basic', clientAuthentication: 'basic' }])(
    'grants a token to %j',
    async (change) => {
      const token = await ask(change)

      expect(token.value.reveal()).toMatch(/^\S{20,}$/)
      const lifeSeconds = (token.expiresAtMs - token.issuedAtMs) / 1000
      // The server counts from its own moment, so that an answer on its way for some seconds has as many less.
      expect(lifeSeconds).toBeGreaterThan(86_300)
      expect(lifeSeconds).toBeLessThan(86_400)
      expect(token.grantedScopes).toEqual(['core.common.read', 'core.invoice.read'])
    },
  )

  test.each<SettingsInput>([
    { clientSecret: 'wrong' },
    { clientId: 'nobody' },
    { clientId: 'by:basic', clientAuthentication: 'basic', clientSecret: 'wrong' },
  ])('refuses %j', async (change) => {
    await expect(ask(change)).rejects.toMatchObject({
      code: 'COUPA_TOKEN_REFUSED',
      details: { status: 401, oauthError: 'invalid_client' },
    })
  })

  test('drops an unknown scope silently, which is found out', async () => {
    await expect(ask({ scope: 'core.common.read core.unknown.read' })).rejects.toMatchObject({
      code: 'COUPA_SCOPE_NOT_GRANTED',
      details: { missing: ['core.unknown.read'], granted: ['core.common.read'] },
    })
  })

  test('refuses a scope that the client may not have', async () => {
    await expect(ask({ scope: 'openid' })).rejects.toMatchObject({ code: 'COUPA_TOKEN_REFUSED' })
  })

  test.each([['/auth'], ['/nowhere']])('is told from a wrong address: %s', async (path) => {
    await expect(ask({ accessTokenUrl: `${server.url}${path}` })).rejects.toMatchObject({
      code: expect.stringMatching(/^COUPA_TOKEN_(RESPONSE|REFUSED)$/),
    })
  })

  test('serves a token cycle', async () => {
    const cycle = createTokenCycle({ request: () => ask({}) })

    const [one, other] = await Promise.all([cycle.authorize(), cycle.authorize()])

    expect(one.headerValue.reveal()).toBe(other.headerValue.reveal())
  })
})
