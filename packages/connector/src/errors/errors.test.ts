import { describe, expect, expectTypeOf, test } from 'vitest'
import { excerptOf } from '../secrets/excerpt.ts'
import type { AnyCoupaError } from './any-coupa-error.ts'
import { BadResponseError } from './bad-response-error.ts'
import { CheckpointError } from './checkpoint-error.ts'
import { type CoupaErrorCode, coupaErrorCodes } from './codes.ts'
import { ForbiddenError } from './forbidden-error.ts'
import { isCoupaError } from './is-coupa-error.ts'
import { NetworkError } from './network-error.ts'
import { NotFoundError } from './not-found-error.ts'
import { OutcomeUnknownError } from './outcome-unknown-error.ts'
import { PagingError } from './paging-error.ts'
import { QueryInvalidError } from './query-invalid-error.ts'
import { RateLimitedError } from './rate-limited-error.ts'
import { RedirectedError } from './redirected-error.ts'
import { ScopeNotGrantedError } from './scope-not-granted-error.ts'
import { ServerError } from './server-error.ts'
import { SettingsError } from './settings-error.ts'
import { TimeoutError } from './timeout-error.ts'
import { TokenRefusedError } from './token-refused-error.ts'
import { TokenResponseError } from './token-response-error.ts'
import { UnauthorizedError } from './unauthorized-error.ts'
import { ValidationError } from './validation-error.ts'

const call = { method: 'GET', path: 'invoices/7' }
const url = 'https://acme.coupahost.com/oauth2/token'

const examples: { readonly [Code in CoupaErrorCode]: AnyCoupaError & { readonly code: Code } } = {
  COUPA_SETTINGS_INVALID: new SettingsError([
    { field: 'url', label: 'URL', message: 'URL is missing.', suggestion: 'Give it.' },
  ]),
  COUPA_NETWORK: new NetworkError('refused', { failure: 'refused', method: 'GET', url, delivery: 'not-sent' }),
  COUPA_TOKEN_REFUSED: new TokenRefusedError({
    url,
    status: 401,
    oauthError: 'invalid_client',
    description: 'no',
    requestedScopes: [],
  }),
  COUPA_TOKEN_RESPONSE: new TokenResponseError({ url, status: 200, why: 'html', mediaType: 'text/html' }),
  COUPA_SCOPE_NOT_GRANTED: new ScopeNotGrantedError({ requested: ['a', 'b'], granted: ['a'], missing: ['b'] }),
  COUPA_UNAUTHORIZED: new UnauthorizedError({ authenticationType: 'oauth2' }),
  COUPA_FORBIDDEN: new ForbiddenError({ ...call, scopeCandidates: ['core.invoice.read'], messages: [] }),
  COUPA_RATE_LIMITED: new RateLimitedError({ ...call, retryAfterMs: 1500 }),
  COUPA_SERVER_ERROR: new ServerError({ ...call, status: 503 }),
  COUPA_REDIRECTED: new RedirectedError({ ...call, status: 302, targetHost: 'login.example.org' }),
  COUPA_NOT_FOUND: new NotFoundError({ ...call, messages: ['no such invoice'] }),
  COUPA_VALIDATION: new ValidationError({
    ...call,
    status: 400,
    messages: ["Name can't be blank"],
    warnings: [],
    modelKeys: ['supplier'],
  }),
  COUPA_BAD_RESPONSE: new BadResponseError({ ...call, status: 200, mediaType: 'text/html', reason: 'a web page' }),
  COUPA_QUERY_INVALID: new QueryInvalidError({
    resource: 'invoices',
    argument: 'nmae',
    reason: 'there is no such field',
  }),
  COUPA_PAGING: new PagingError({ resource: 'invoices', reason: 'id 7 came twice' }),
  COUPA_CHECKPOINT: new CheckpointError({ reason: 'it belongs to another query' }),
  COUPA_OUTCOME_UNKNOWN: new OutcomeUnknownError({ method: 'POST', path: 'suppliers', lookedUpBy: 'number' }),
  COUPA_TIMEOUT: new TimeoutError({ what: 'waiting for a token', limitMs: 60_000 }),
}

describe('CoupaError', () => {
  test('has exactly one class for each code', () => {
    expectTypeOf<AnyCoupaError['code']>().toEqualTypeOf<CoupaErrorCode>()
    expect(Object.keys(examples).sort()).toEqual([...coupaErrorCodes].sort())
    expect(new Set(Object.values(examples).map((error) => error.constructor)).size).toBe(coupaErrorCodes.length)
  })

  test.each(Object.entries(examples))('%s says its code, its message and what to do', (code, error) => {
    expect(error.code).toBe(code)
    expect(error.name).toBe(error.constructor.name)
    expect(error.suggestion ?? '').not.toBe(code === 'COUPA_NETWORK' ? undefined : '')
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name: error.name, code, message: error.message })
  })

  test('keeps the cause and lets a caller say something better', () => {
    const cause = new Error('first')
    const error = new PagingError({ resource: 'invoices', reason: 'x' }, { cause, suggestion: 'Do this instead.' })

    expect(error).toMatchObject({ cause, suggestion: 'Do this instead.' })
  })

  test.each([
    [503, true],
    [500, true],
    [501, false],
  ])('calls status %i retryable: %s', (status, expected) => {
    expect(new ServerError({ ...call, status }).isRetryable).toBe(expected)
  })
})

describe('isCoupaError', () => {
  test('knows every class, and nothing else', () => {
    for (const error of Object.values(examples)) expect(isCoupaError(error)).toBe(true)
    for (const other of [new Error('x'), new TypeError('x'), { code: 'COUPA_NETWORK' }, null, 'COUPA_NETWORK']) {
      expect(isCoupaError(other)).toBe(false)
    }
  })

  test('knows the errors of a second copy of the package', () => {
    class Foreign extends Error {
      readonly code = 'COUPA_PAGING'
    }
    Object.defineProperty(Foreign.prototype, Symbol.for('@coupa-connector/connector/error'), { value: true })

    expect(isCoupaError(new Foreign('from elsewhere'))).toBe(true)
  })

  test('narrows to the class by the code', () => {
    const error: unknown = examples.COUPA_RATE_LIMITED
    if (!isCoupaError(error) || error.code !== 'COUPA_RATE_LIMITED') throw new Error('not narrowed')

    expect(error.retryAfterMs).toBe(1500)
  })
})

describe('excerptOf', () => {
  test('cuts at 500 characters after striking secrets out', () => {
    const body = `${'x'.repeat(495)}canary-secret ${'y'.repeat(1000)}`

    const excerpt = excerptOf(Buffer.from(body), ['canary-secret'])

    expect(excerpt).toHaveLength(500)
    expect(excerpt).not.toContain('canar')
  })

  test('makes control characters and line breaks blanks', () => {
    expect(excerptOf('\u0000<p>\r\n\u001b[31mno</p>\n')).toBe('<p> [31mno</p>')
  })
})
