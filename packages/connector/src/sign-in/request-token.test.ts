import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { isCoupaError } from '../errors/is-coupa-error.ts'
import { TokenResponseError } from '../errors/token-errors.ts'
import { Secret } from '../secrets/secret.ts'
import type { OAuth2Settings } from '../settings/settings.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { createScriptedTransport, respond, type Step } from '../testing/scripted-transport.ts'
import { createApiKeyAuthorizer } from './api-key-authorizer.ts'
import { requestToken } from './request-token.ts'

const canary = 'canary+/=&%: ä'
const settings: OAuth2Settings = {
  authenticationType: 'oauth2',
  url: 'https://acme.coupahost.com/api',
  clientId: 'client-7',
  clientSecret: new Secret(canary),
  scopes: ['core.common.read', 'core.invoice.read'],
  accessTokenUrl: 'https://acme.coupahost.com/oauth2/token',
  clientAuthentication: 'body',
}
const json = { 'content-type': 'application/json; charset=utf-8' }

function jwt(claims: object): string {
  return ['{"alg":"RS256"}', JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')
}

async function ask(step: Step, change: Partial<OAuth2Settings> = {}) {
  const transport = createScriptedTransport([step])
  const clock = createManualClock({ startMs: 1_000_000 })
  const token = await requestToken({ settings: { ...settings, ...change }, transport, clock })
  return { token, request: transport.requests[0], lifetimeMs: token.expiresAtMs - 1_000_000 }
}

async function failureOf(step: Step, change?: Partial<OAuth2Settings>) {
  const error: unknown = await ask(step, change).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!isCoupaError(error)) throw new Error('no CoupaError', { cause: error })
  return error
}

function granted(members: object): Step {
  return { status: 200, headers: json, body: JSON.stringify({ access_token: 'abc', token_type: 'bearer', ...members }) }
}

describe('requestToken', () => {
  test('sends a form with the credentials in the body', async () => {
    const { request } = await ask(granted({}))

    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://acme.coupahost.com/oauth2/token',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(request?.headers).not.toHaveProperty('authorization')
    expect(String(request?.body)).toContain('&scope=core.common.read%20core.invoice.read')
    expect(Object.fromEntries(new URLSearchParams(String(request?.body)))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client-7',
      client_secret: canary,
      scope: 'core.common.read core.invoice.read',
    })
  })

  test('sends the credentials form-encoded in a Basic header when told to, and not in the body', async () => {
    const { request } = await ask(granted({}), { clientAuthentication: 'basic', clientId: 'a:b' })

    const [scheme, credentials = ''] = request?.headers.authorization?.split(' ') ?? []
    const [id, password] = Buffer.from(credentials, 'base64').toString().split(':')
    expect(scheme).toBe('Basic')
    expect(new URLSearchParams(`id=${id}&password=${password}`).get('id')).toBe('a:b')
    expect(new URLSearchParams(`id=${id}&password=${password}`).get('password')).toBe(canary)
    expect(String(request?.body)).toBe('grant_type=client_credentials&scope=core.common.read%20core.invoice.read')
  })

  test.each([
    [{ expires_in: 86399 }, 86_399_000],
    [{ expires_in: '30' }, 30_000],
    [{ expires_in: 0.5 }, 500],
    [{}, 86_400_000],
    [{ expires_in: null }, 86_400_000],
  ])('reads the lifetime of %j', async (members, expected) => {
    expect((await ask(granted(members))).lifetimeMs).toBe(expected)
  })

  test.each([0, -1, 'soon', '', true, {}])('refuses the lifetime %j', async (expires_in) => {
    expect(await failureOf(granted({ expires_in }))).toMatchObject({
      code: 'COUPA_TOKEN_RESPONSE',
      details: { why: 'lifetime' },
    })
  })

  test('takes a token from JSON that is called a web page', async () => {
    const body = '\n{"access_token":"abc","token_type":"bearer","expires_in":30}'
    const transport = createScriptedTransport([{ status: 200, headers: { 'content-type': 'text/html' }, body }])

    const token = await requestToken({ settings, transport, clock: createManualClock({ startMs: 0 }) })

    expect(token.expiresAtMs).toBe(30_000)
  })

  test('counts the lifetime from sending and the age from the answer', async () => {
    const clock = createManualClock({ startMs: 1_000_000 })
    const transport = createScriptedTransport([
      async () => {
        await clock.sleep(7_000)
        return respond({
          status: 200,
          headers: json,
          body: '{"access_token":"abc","token_type":"Bearer","expires_in":30}',
        })
      },
    ])
    const asked = requestToken({ settings, transport, clock })
    await clock.advance(7_000)

    expect(await asked).toMatchObject({ issuedAtMs: 1_007_000, expiresAtMs: 1_030_000 })
  })

  test.each<[string, Step, object]>([
    [
      'a redirect',
      { status: 302, headers: { location: 'https://login.example.org/in?x=canary' } },
      { why: 'redirect', target: 'https://login.example.org/in' },
    ],
    [
      'a relative redirect',
      { status: 307, headers: { location: '/sessions/new' } },
      { why: 'redirect', target: 'https://acme.coupahost.com/sessions/new' },
    ],
    [
      'a web page',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' },
      { why: 'html', mediaType: 'text/html' },
    ],
    ['a web page that says it is JSON', { status: 200, headers: json, body: '\n<!DOCTYPE html><p>' }, { why: 'html' }],
    [
      'a web page with 401',
      { status: 401, headers: { 'content-type': 'text/html' }, body: '<p>' },
      { why: 'html', status: 401 },
    ],
    ['404', { status: 404, headers: json, body: '{"error":"not found"}' }, { why: 'status', status: 404 }],
    ['405', { status: 405, headers: { 'content-type': 'text/html' }, body: '<html>' }, { why: 'status', status: 405 }],
    [
      '401 without an OAuth error',
      { status: 401, headers: json, body: '{"errors":["no"]}' },
      { why: 'status', status: 401 },
    ],
    ['201 without a token', { status: 201, headers: json, body: '{"id":7}' }, { why: 'no-access-token' }],
    ['204', { status: 204, headers: {}, body: '' }, { why: 'not-json' }],
    [
      'XML',
      { status: 200, headers: { 'content-type': 'application/xml' }, body: '<token>abc</token>' },
      { why: 'not-json' },
    ],
    ['broken JSON', { status: 200, headers: json, body: '{"access_token":"ab' }, { why: 'not-json' }],
    ['an empty body', { status: 200, headers: json, body: '' }, { why: 'not-json' }],
    ['a list', { status: 200, headers: json, body: '[]' }, { why: 'no-access-token' }],
    ['no token', { status: 200, headers: json, body: '{"token":"abc"}' }, { why: 'no-access-token' }],
    [
      'a token that is not text',
      { status: 200, headers: json, body: '{"access_token":7}' },
      { why: 'no-access-token' },
    ],
    ['a token with a line break', granted({ access_token: 'abc\r\nx: y' }), { why: 'bad-access-token' }],
    ['another token type', granted({ token_type: 'mac' }), { why: 'token-type' }],
  ])('says that %s is not an answer of a token endpoint', async (_, step, details) => {
    const error = await failureOf(step)

    expect(error).toBeInstanceOf(TokenResponseError)
    expect(error).toMatchObject({ isRetryable: false, details: { url: settings.accessTokenUrl, ...details } })
  })

  test.each([
    [401, 'invalid_client', false],
    [400, 'invalid_client', false],
    [400, 'invalid_scope', false],
    [400, 'unauthorized_client', false],
    [400, 'unsupported_grant_type', false],
    [404, 'invalid_client', false],
    [400, 'temporarily_unavailable', true],
    [200, 'invalid_client', false],
    [400, 'something_new', false],
  ])('says what the server refused: %i %s', async (status, error, isRetryable) => {
    const body = JSON.stringify({ error, error_description: `about ${canary} and ${encodeURIComponent(canary)}` })

    expect(await failureOf({ status, headers: json, body })).toMatchObject({
      code: 'COUPA_TOKEN_REFUSED',
      isRetryable,
      details: {
        status,
        oauthError: error,
        description: 'about [secret] and [secret]',
        requestedScopes: settings.scopes,
      },
    })
  })

  test.each([
    [
      { status: 429, headers: { 'retry-after': '3' } },
      { code: 'COUPA_RATE_LIMITED', retryAfterMs: 3_000 },
    ],
    [{ status: 429 }, { code: 'COUPA_RATE_LIMITED', retryAfterMs: undefined }],
    [
      { status: 503, headers: { 'retry-after': 'Thu, 01 Jan 1970 00:17:00 GMT' } },
      { code: 'COUPA_SERVER_ERROR', details: { retryAfterMs: 20_000 } },
    ],
    [{ status: 500, headers: { 'content-type': 'text/html' }, body: '<html>' }, { code: 'COUPA_SERVER_ERROR' }],
    [{ failure: 'reset' as const }, { code: 'COUPA_NETWORK', details: { failure: 'reset' } }],
  ])('tells what may pass later: %j', async (step, expected) => {
    expect(await failureOf(step)).toMatchObject({ isRetryable: true, ...expected })
  })

  test.each<[string, object, readonly string[] | undefined]>([
    ['blanks', { scope: 'core.common.read core.invoice.read x' }, ['core.common.read', 'core.invoice.read', 'x']],
    ['commas', { scope: 'core.common.read,core.invoice.read' }, ['core.common.read', 'core.invoice.read']],
    ['a list', { scope: settings.scopes }, settings.scopes],
    ['the claim scope', { access_token: jwt({ scope: settings.scopes.join(' ') }) }, settings.scopes],
    ['the claim scp', { access_token: jwt({ scp: settings.scopes }) }, settings.scopes],
    ['the claim scopes', { access_token: jwt({ scopes: settings.scopes.join(',') }) }, settings.scopes],
    ['an empty scope and the claim', { scope: '', access_token: jwt({ scp: settings.scopes }) }, settings.scopes],
    ['nothing', {}, undefined],
    ['an empty scope, which says nothing', { scope: '' }, undefined],
    ['an empty list, which says nothing', { scope: [] }, undefined],
    ['a token that only looks like a JWT', { access_token: 'a.b.c' }, undefined],
  ])('reads granted scopes from %s', async (_, members, expected) => {
    expect((await ask(granted(members))).token.grantedScopes).toEqual(expected)
  })

  test.each([200, 201, 202, 203])('takes a token that comes with status %i', async (status) => {
    const body = JSON.stringify({ access_token: 'abc', token_type: 'bearer', expires_in: 60 })

    expect((await ask({ status, headers: json, body })).token.value.reveal()).toBe('abc')
  })

  test.each([
    [['core.common.read,', 'core.invoice.read'], 'Change Scope to: core.common.read core.invoice.read'],
    [['Core.User.Read'], 'Change Scope to: core.user.read'],
    [['core.common.read'], 'Check Scope (case-sensitive'],
  ])('points out what is wrong with the refused scopes %j', async (scopes, words) => {
    const body = JSON.stringify({ error: 'invalid_scope' })
    const error = await failureOf({ status: 400, headers: json, body }, { scopes })

    expect(error.suggestion).toContain(words)
  })

  test.each<[object, readonly string[]]>([
    [{ scope: 'core.common.read' }, ['core.invoice.read']],
    [{ scope: 'Core.Common.Read core.invoice.read' }, ['core.common.read']],
    [{ access_token: jwt({ scope: 'core.invoice.read' }) }, ['core.common.read']],
  ])('names the scopes that %j lacks', async (members, missing) => {
    expect(await failureOf(granted(members))).toMatchObject({ code: 'COUPA_SCOPE_NOT_GRANTED', details: { missing } })
  })

  test("rethrows the signal's own reason", async () => {
    const transport = createScriptedTransport([granted({})])

    await expect(requestToken({ settings, transport, signal: AbortSignal.abort('enough') })).rejects.toBe('enough')
  })

  test('shows no secret and no token in any failure, however it is printed', async () => {
    const token = 'canary-token'
    const spellings = [canary, encodeURIComponent(canary), 'canary']
    const body = `${spellings.join('|')} ${Buffer.from(`client-7:${canary}`).toString('base64')}`
    const steps: Step[] = [
      ...[200, 302, 400, 401, 404, 429, 500].flatMap((status): Step[] => [
        { status, headers: { 'content-type': 'text/html' }, body: `<html>${encodeURIComponent(canary)} ${canary}` },
        { status, headers: json, body: JSON.stringify({ error: canary, error_description: canary }) },
        { status, headers: json, body: JSON.stringify({ token, errors: [token] }) },
        { status, headers: json, body: body.replaceAll('|canary ', ' ') },
      ]),
      granted({ access_token: token, scope: 'core.common.read' }),
      granted({ access_token: token, expires_in: 'never' }),
      granted({ access_token: `${token}\n` }),
      async (request) => {
        throw Object.assign(new TypeError(`cannot send ${String(request.body)} ${canary}`), { request })
      },
    ]

    for (const step of steps) {
      for (const clientAuthentication of ['body', 'basic'] as const) {
        const error = await failureOf(step, { clientAuthentication })
        const printed = [JSON.stringify(error), inspect(error, { depth: 9, showHidden: true }), error.stack].join('\n')
        expect(printed).not.toContain('canary')
        expect(printed).not.toContain(Buffer.from(`client-7:${canary}`).toString('base64'))
      }
    }
  })
})

describe('createApiKeyAuthorizer', () => {
  const authorizer = createApiKeyAuthorizer({
    authenticationType: 'api-key',
    url: 'https://acme.coupahost.com/api',
    token: new Secret('key'),
  })

  test('gives the header that Coupa reads the key from', async () => {
    const { headerName, headerValue } = await authorizer.authorize()

    expect([headerName, headerValue.reveal()]).toEqual(['x-coupa-api-key', 'key'])
  })

  test('is final about a 401', async () => {
    await expect(authorizer.refused(await authorizer.authorize())).rejects.toMatchObject({
      code: 'COUPA_UNAUTHORIZED',
      details: { authenticationType: 'api-key' },
    })
  })
})
