import { describe, expect, it } from 'vitest'
import { classifyTokenFailure } from './classify-token-failure.ts'

const request = {
  accessTokenUrl: 'https://acme.example/oauth2/tokens',
  url: 'https://acme.example/api',
  clientId: 'client-1',
  requestedScopes: ['core.common.read', 'core.invoice.read'],
  nowMs: Date.UTC(2026, 0, 1),
}
const jsonType = { 'content-type': 'application/json; charset=utf-8' }
const htmlType = { 'content-type': 'text/html' }
const oauthError = (error: string) => JSON.stringify({ error, error_description: 'some words' })

describe('classifyTokenFailure', () => {
  it.each([
    ['a refusal of the client', 401, jsonType, oauthError('invalid_client'), 'INVALID_CLIENT', 'token-request'],
    ['the same with status 400', 400, jsonType, oauthError('invalid_client'), 'INVALID_CLIENT', 'token-request'],
    ['a bad grant', 400, jsonType, oauthError('invalid_grant'), 'INVALID_CLIENT', 'token-request'],
    ['a bare 401', 401, {}, '', 'INVALID_CLIENT', 'token-request'],
    [
      'a client of another kind',
      400,
      jsonType,
      oauthError('unauthorized_client'),
      'GRANT_NOT_ALLOWED',
      'token-request',
    ],
    ['an unknown grant', 400, jsonType, oauthError('unsupported_grant_type'), 'GRANT_NOT_ALLOWED', 'token-request'],
    ['an unknown scope', 400, jsonType, oauthError('invalid_scope'), 'INVALID_SCOPE', 'token-request'],
    ['an OAuth error without a content type', 400, {}, oauthError('invalid_scope'), 'INVALID_SCOPE', 'token-request'],
    ['another OAuth error', 400, jsonType, oauthError('invalid_request'), 'TOKEN_REQUEST_REFUSED', 'token-request'],
    ['a forbidden page of a firewall', 403, htmlType, '<html>', 'TOKEN_REQUEST_REFUSED', 'token-request'],
    [
      'a server that says it is down',
      400,
      jsonType,
      oauthError('temporarily_unavailable'),
      'TOKEN_SERVER_ERROR',
      'token-request',
    ],
    ['a fault of the server', 500, jsonType, '{}', 'TOKEN_SERVER_ERROR', 'token-request'],
    ['a fault with a page', 502, htmlType, '<html>', 'TOKEN_SERVER_ERROR', 'token-request'],
    ['503 without a time', 503, {}, '', 'TOKEN_SERVER_ERROR', 'token-request'],
    ['503 with a time', 503, { 'retry-after': '7' }, '', 'RATE_LIMITED', 'token-request'],
    ['too many requests', 429, {}, '', 'RATE_LIMITED', 'token-request'],
    ['a redirect', 302, { location: 'https://acme.example/login?x=1' }, '', 'TOKEN_URL_WRONG', 'token-request'],
    ['nothing there', 404, jsonType, '{"errors":{}}', 'TOKEN_URL_WRONG', 'token-request'],
    ['a wrong method', 405, {}, '', 'TOKEN_URL_WRONG', 'token-request'],
    ['a page with 200', 200, htmlType, '<html>', 'TOKEN_URL_WRONG', 'token-parse'],
    ['a page with 401', 401, htmlType, '<html>', 'TOKEN_URL_WRONG', 'token-request'],
    ['a page with 400', 400, htmlType, '<html>', 'TOKEN_URL_WRONG', 'token-request'],
    ['a page called JSON', 200, jsonType, '<!doctype html><html>', 'TOKEN_URL_WRONG', 'token-parse'],
    ['text', 200, { 'content-type': 'text/plain' }, 'hello', 'TOKEN_URL_WRONG', 'token-parse'],
    ['broken JSON', 200, jsonType, '{"access_token":', 'TOKEN_URL_WRONG', 'token-parse'],
    ['JSON without a token', 200, jsonType, '{"id":1}', 'TOKEN_URL_WRONG', 'token-parse'],
    ['a list', 200, jsonType, '[]', 'TOKEN_URL_WRONG', 'token-parse'],
    ['an OAuth error with 200', 200, jsonType, oauthError('invalid_client'), 'INVALID_CLIENT', 'token-parse'],
    ['a proxy that wants a sign-in', 407, htmlType, '<html>', 'PROXY_ERROR', 'token-request'],
    ['a request that is too large', 413, {}, '', 'TOKEN_TOO_LARGE', 'token-request'],
    ['headers that are too large', 431, {}, '', 'TOKEN_TOO_LARGE', 'token-request'],
  ] as const)('takes %s for what it is', (_name, status, headers, body, code, stage) => {
    expect(classifyTokenFailure({ status, headers, body }, request)).toMatchObject({ code, stage })
  })

  it('suggests the documented token endpoint at the host of the service', () => {
    const { facts } = classifyTokenFailure({ status: 404, headers: {}, body: '' }, request)

    expect(facts.suggestedUrl).toBe('https://acme.example/oauth2/token')
  })

  it('shows where a redirect leads without its query', () => {
    const answer = { status: 302, headers: { location: '/login?secret=1' }, body: '' }

    expect(classifyTokenFailure(answer, request).facts.redirectTarget).toBe('https://acme.example/login')
  })

  it('reports a token that cannot be used as a fault of the server', () => {
    const answer = { status: 200, headers: jsonType, body: '{"access_token":"x","token_type":"mac"}' }

    expect(classifyTokenFailure(answer, { ...request, fault: 'token-type' }).code).toBe('TOKEN_SERVER_ERROR')
  })
})
