import { describe, expect, it } from 'vitest'
import { startSandbox } from '../index.ts'
import { requestToken, requestTokenAnswer, startOrganization } from '../testing/organization.ts'

const basic = (id: string, secret: string): string => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`

describe('the token endpoint', () => {
  it('gives a bearer token for 86,399 seconds with the asked scopes, in a JWT', async () => {
    await using sandbox = await startSandbox()

    const { status, json } = await requestTokenAnswer(sandbox, { scope: 'core.common.read core.supplier.read' })

    expect(status).toBe(200)
    expect(json).toMatchObject({
      token_type: 'bearer',
      expires_in: 86_399,
      scope: 'core.common.read core.supplier.read',
    })
    const claims = JSON.parse(Buffer.from(json.access_token.split('.')[1], 'base64url').toString())
    expect(claims).toMatchObject({ client_id: sandbox.clientId, scope: 'core.common.read core.supplier.read' })
    expect(claims.exp - claims.iat).toBe(86_400)
  })

  it('grants all scopes of the client when none are asked for', async () => {
    await using sandbox = await startSandbox({ scope: 'core.common.read core.user.read' })

    expect((await requestTokenAnswer(sandbox)).json.scope).toBe('core.common.read core.user.read')
    expect(sandbox.scope).toBe('core.common.read core.user.read')
  })

  it('takes the credentials as HTTP Basic, and the alias path', async () => {
    await using sandbox = await startSandbox()
    const headers = { authorization: basic(sandbox.clientId, sandbox.clientSecret) }
    const body = new URLSearchParams({ grant_type: 'client_credentials' })

    const response = await fetch(sandbox.accessTokenUrl.replace('token', 'access_tokens'), {
      method: 'POST',
      headers,
      body,
    })

    expect(response.status).toBe(200)
  })

  it.each([
    ['invalid_client', 401, { client_secret: 'wrong' }],
    ['invalid_client', 401, { client_id: 'wrong' }],
    ['invalid_client', 401, { client_secret: '' }],
    ['invalid_request', 400, { client_id: '' }],
    ['invalid_request', 400, { grant_type: '' }],
    ['invalid_scope', 400, { scope: 'core.common.read core.nothing.read' }],
    ['unsupported_grant_type', 400, { grant_type: 'guess' }],
    ['unauthorized_client', 400, { grant_type: 'authorization_code' }],
  ])('answers %s with %i for %o', async (error, status, parameters) => {
    await using sandbox = await startSandbox()

    const answer = await requestTokenAnswer(sandbox, parameters)

    expect(answer.status).toBe(status)
    expect(answer.json).toEqual({ error, error_description: expect.any(String) })
  })

  it('gives no token at all when one scope of several is not granted', async () => {
    await using sandbox = await startSandbox({ scope: 'core.common.read' })

    const { json } = await requestTokenAnswer(sandbox, { scope: 'core.common.read core.invoice.read' })

    expect(json.error).toBe('invalid_scope')
    expect(json).not.toHaveProperty('access_token')
  })
})

describe('authorization', () => {
  it('lets nobody in without a token, and takes the scheme in lower case', async () => {
    await using organization = await startOrganization()

    expect((await organization.get('tax_codes', { authorization: '' })).status).toBe(401)
    expect((await organization.get('tax_codes', { authorization: 'Bearer nonsense' })).status).toBe(401)
    expect((await organization.get('tax_codes', { authorization: `bearer ${organization.token}` })).status).toBe(200)
  })

  it('asks for the scope of each operation, with 403 or by quirk 401', async () => {
    await using organization = await startOrganization({ scope: 'core.common.read core.supplier.read' })
    await using quirky = await startOrganization({ scope: 'core.common.read', quirks: { 'missing-scope': '401' } })

    expect((await organization.get('tax_codes')).status).toBe(200)
    expect((await organization.get('suppliers?limit=1')).status).toBe(200)
    expect((await organization.send('POST', 'suppliers', { name: 'X' })).status).toBe(403)
    expect((await organization.get('invoices')).status).toBe(403)
    expect((await quirky.get('invoices')).status).toBe(401)
  })

  it('refuses expired and revoked tokens and those of other organizations', async () => {
    let time = 1_760_000_000_000
    await using organization = await startOrganization({ clock: { now: () => time }, tokenLifetimeSeconds: 30 })
    await using other = await startOrganization()
    const { control } = organization.sandbox

    expect((await organization.get('tax_codes')).status).toBe(200)
    expect((await organization.get('tax_codes', { authorization: `Bearer ${other.token}` })).status).toBe(401)
    control.revokeAllTokens()
    expect((await organization.get('tax_codes')).status).toBe(401)
    const fresh = await requestToken(organization.sandbox)
    expect((await organization.get('tax_codes', { authorization: `Bearer ${fresh}` })).status).toBe(200)
    time += 30_000
    expect((await organization.get('tax_codes', { authorization: `Bearer ${fresh}` })).status).toBe(401)
  })

  it('refuses a token during its warm-up and takes it afterwards', async () => {
    let time = 1_760_000_000_000
    await using organization = await startOrganization({
      clock: { now: () => time },
      quirks: { 'token-warm-up': '401' },
    })

    expect((await organization.get('tax_codes')).status).toBe(401)
    time += 5000
    expect((await organization.get('tax_codes')).status).toBe(200)
  })

  it('takes the legacy API key only where it is switched on', async () => {
    await using off = await startOrganization()
    await using on = await startOrganization({ apiKey: true })
    const headers = (key: string): Record<string, string> => ({ 'x-coupa-api-key': key, authorization: '' })

    expect((await off.get('tax_codes', headers(off.sandbox.apiKey))).status).toBe(401)
    expect((await on.get('tax_codes', headers(on.sandbox.apiKey))).status).toBe(200)
    expect((await on.get('tax_codes', headers('wrong'))).status).toBe(401)
  })
})
