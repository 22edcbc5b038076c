import { describe, expect, expectTypeOf, test } from 'vitest'
import { excerptOf } from '../secrets/excerpt.ts'
import {
  BadResponseError,
  ForbiddenError,
  NotFoundError,
  RateLimitedError,
  RedirectedError,
  ServerError,
  UnauthorizedError,
  ValidationError,
} from './answer-errors.ts'
import { type CoupaErrorCode, coupaErrorCodes } from './codes.ts'
import { noteCorrelation } from './coupa-error.ts'
import { FieldsIgnoredError } from './fields-ignored-error.ts'
import { type AnyCoupaError, isCoupaError } from './is-coupa-error.ts'
import { NetworkError } from './network-error.ts'
import { CheckpointError, PagingError } from './read-errors.ts'
import { RecordInvalidError } from './record-invalid-error.ts'
import {
  OptionsError,
  QueryInvalidError,
  UnknownActionError,
  UnknownResourceError,
  UnsupportedOperationError,
} from './request-errors.ts'
import { SettingsError } from './settings-error.ts'
import { ScopeNotGrantedError, TokenRefusedError, TokenResponseError } from './token-errors.ts'
import { OutcomeUnknownError, TimeoutError } from './unfinished-errors.ts'

const call = { method: 'GET', path: 'invoices/7' }
const url = 'https://acme.coupahost.com/oauth2/token'

const examples: { readonly [Code in CoupaErrorCode]: AnyCoupaError & { readonly code: Code } } = {
  COUPA_SETTINGS_INVALID: new SettingsError({
    problems: [{ field: 'url', label: 'URL', message: 'URL is missing.', suggestion: 'Give it.' }],
  }),
  COUPA_OPTIONS_INVALID: new OptionsError({
    of: 'createConnection',
    problems: [{ option: 'formt', message: 'formt is not known', suggestion: 'Use format.' }],
  }),
  COUPA_UNKNOWN_RESOURCE: new UnknownResourceError({ resource: 'invoces', nearest: ['invoices'] }),
  COUPA_UNKNOWN_ACTION: new UnknownActionError(
    { resource: 'invoices', action: 'sumbit', level: 'record', nearest: ['submit'] },
    { known: ['submit'] },
  ),
  COUPA_UNSUPPORTED_OPERATION: new UnsupportedOperationError({ resource: 'suppliers', operation: 'delete' }),
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
  COUPA_RECORD_INVALID: new RecordInvalidError({ field: 'name', reason: 'is undefined', format: 'json' }),
  COUPA_FIELDS_IGNORED: new FieldsIgnoredError({
    method: 'PUT',
    path: 'accounts/19',
    isWritten: true,
    id: 19,
    notices: [{ field: 'code', reason: 'read-only', message: '"code" is read-only in accounts.' }],
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
    expect(JSON.parse(JSON.stringify(error)).details).toEqual(JSON.parse(JSON.stringify(error.details)))
  })

  test.each<[CoupaErrorCode, number | undefined]>([
    ['COUPA_UNAUTHORIZED', 401],
    ['COUPA_FORBIDDEN', 403],
    ['COUPA_NOT_FOUND', 404],
    ['COUPA_VALIDATION', 400],
    ['COUPA_SERVER_ERROR', 503],
    ['COUPA_BAD_RESPONSE', 200],
    ['COUPA_TOKEN_REFUSED', 401],
    ['COUPA_NETWORK', undefined],
    ['COUPA_QUERY_INVALID', undefined],
  ])('%s has the status of its answer, if there was one: %s', (code, status) => {
    expect(examples[code].status).toBe(status)
    expect(examples[code].toJSON().status).toBe(status)
  })

  test('notes once which call it is about', () => {
    const error = new NotFoundError({ ...call, messages: [] })
    noteCorrelation(error, 'c-1')
    noteCorrelation(error, 'c-2')
    noteCorrelation(new Error('another kind'), 'c-3')

    expect(error).toMatchObject({ correlationId: 'c-1' })
    expect(error.toJSON()).toMatchObject({ correlationId: 'c-1', status: 404 })
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
