import { RateLimitedError, ServerError } from '../errors/answer-errors.ts'
import { TokenRefusedError, TokenResponseError, type TokenResponseFault } from '../errors/token-errors.ts'
import { describePage } from '../format/describe-page.ts'
import { isRecord } from '../format/is-record.ts'
import { decodeJson } from '../format/json/decode-json.ts'
import { parseRetryAfter } from '../rate/retry-after.ts'
import { excerptOf, maxExcerptBytes } from '../secrets/excerpt.ts'
import { redact } from '../secrets/redact.ts'
import type { Secret } from '../secrets/secret.ts'
import { doubtsOfScopes } from '../settings/scope-doubts.ts'
import type { OAuth2Settings } from '../settings/settings.ts'
import { wordsForDoubts } from '../settings/words-for-doubts.ts'
import { grantedScopesOf } from './granted-scopes.ts'
import { defaultLifetimeMs } from './token-windows.ts'

export interface TokenAnswer {
  readonly accessToken: string
  readonly lifetimeMs: number
  readonly grantedScopes: readonly string[] | undefined
}

export interface JudgedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
}

/**
 * Takes the answer of a token endpoint apart, or throws what is wrong with it: the endpoint (a redirect, a web page, no
 * JSON), the credentials (an OAuth error, RFC 6749 §5.2), or the moment (429, 5xx).
 */
export function judgeTokenResponse(
  { status, headers, bytes }: JudgedResponse,
  { settings, secrets, nowMs }: { settings: OAuth2Settings; secrets: readonly Secret[]; nowMs: number },
): TokenAnswer {
  const url = settings.accessTokenUrl
  const retryAfterMs = parseRetryAfter(headers['retry-after'], { nowMs, date: headers.date })
  const request = { method: 'POST', path: url, retryAfterMs }
  if (status === 429) throw new RateLimitedError(request)
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase() || undefined
  const isPage = isWebPage(mediaType, bytes)
  const seen = isPage ? { page: pageIn(bytes, secrets) } : {}
  if (status >= 500) throw new ServerError({ ...request, status, ...seen })
  const answer = isPage ? undefined : parseJson(bytes)
  const fail = (why: TokenResponseFault, more: { target?: string | undefined; excerpt?: string; page?: string } = {}) =>
    new TokenResponseError({ url, why, status, mediaType, ...more })
  // JSON is not shown: it may hold a token under a name that nobody expects.
  const shown = answer === undefined ? { excerpt: excerptOf(bytes, secrets) } : {}

  if (status >= 300 && status < 400) throw fail('redirect', { target: redirectTarget(headers.location, url, secrets) })
  const refusal = refusalIn(answer, status, settings, secrets)
  if (refusal) throw refusal
  if (isPage && !isMissingPage(status)) throw fail('html', { ...shown, ...seen })
  if (status < 200 || status >= 300) throw fail('status', shown)
  if (answer === undefined) throw fail('not-json', shown)
  const verdict = tokenIn(answer)
  if (typeof verdict === 'string') throw fail(verdict)
  return verdict
}

/** The OAuth error that an answer states, unless the address is none of a token endpoint and the error none of OAuth. */
function refusalIn(
  answer: unknown,
  status: number,
  { accessTokenUrl, scopes }: OAuth2Settings,
  secrets: readonly Secret[],
): TokenRefusedError | undefined {
  if (!isRecord(answer) || typeof answer.error !== 'string') return undefined
  if (isMissingPage(status) && !knownErrors.has(answer.error)) return undefined
  const description = answer.error_description
  return new TokenRefusedError(
    {
      url: accessTokenUrl,
      status,
      oauthError: shortened(redact(answer.error, secrets)),
      description: typeof description === 'string' ? shortened(redact(description, secrets)) : undefined,
      requestedScopes: scopes,
    },
    answer.error === 'invalid_scope' ? suggestionForScopes(scopes) : {},
  )
}

/** What is visibly wrong with the scopes, if anything is; otherwise the error has its usual suggestion. */
function suggestionForScopes(scopes: readonly string[]): { suggestion?: string } {
  const doubts = doubtsOfScopes(scopes)
  if (doubts.suggestedScope === undefined && doubts.unknown.length === 0) return {}
  const change = doubts.suggestedScope === undefined ? '' : ` Change Scope to: ${doubts.suggestedScope}`
  return { suggestion: `${wordsForDoubts(doubts).trim()}${change}` }
}

/** What a successful answer holds, or what is wrong with it. */
function tokenIn(answer: unknown): TokenAnswer | TokenResponseFault {
  if (!isRecord(answer)) return 'no-access-token'
  const { access_token: accessToken, token_type: tokenType } = answer
  if (typeof accessToken !== 'string' || accessToken === '') return 'no-access-token'
  if (!/^[\x21-\x7e]+$/.test(accessToken)) return 'bad-access-token'
  // A missing type is taken as bearer: this grant has no other, and Coupa documents the member only by example.
  if (tokenType !== undefined && tokenType !== null && String(tokenType).toLowerCase() !== 'bearer') return 'token-type'
  const lifetimeMs = lifetimeOf(answer.expires_in)
  if (lifetimeMs === undefined) return 'lifetime'
  return { accessToken, lifetimeMs, grantedScopes: grantedScopesOf(answer.scope, accessToken) }
}

/** RFC 6749 §5.2, and the two of §4.1.2.1 that servers send here as well. */
const knownErrors: ReadonlySet<string> = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'access_denied',
  'server_error',
  'temporarily_unavailable',
])

/** Statuses of an address that is not a token endpoint, whatever words come with them. */
function isMissingPage(status: number): boolean {
  return status === 404 || status === 405 || status === 410
}

/** By its media type, unless the body is an object in JSON all the same; or by its body alone. */
function isWebPage(mediaType: string | undefined, bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 256)).toString('utf8').trimStart()
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml') return !start.startsWith('{')
  return /^<(?:!doctype\s+html|html|head|body)\b/i.test(start)
}

function pageIn(bytes: Uint8Array, secrets: readonly Secret[]): string {
  return describePage(redact(Buffer.from(bytes.subarray(0, maxExcerptBytes)).toString('utf8'), secrets))
}

/** Judged by the body: a JSON answer under a sloppy media type is one, anything else is none. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return decodeJson(bytes)
  } catch {
    return undefined
  }
}

/** Seconds as a number or as digits; a day when absent (F-023). Undefined when it is neither. */
function lifetimeOf(expiresIn: unknown): number | undefined {
  if (expiresIn === undefined || expiresIn === null) return defaultLifetimeMs
  const isDigits = typeof expiresIn === 'string' && /^\s*\d+(?:\.\d+)?\s*$/.test(expiresIn)
  const seconds = typeof expiresIn === 'number' ? expiresIn : isDigits ? Number(expiresIn) : Number.NaN
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined
}

/** Scheme, host and path: a redirect may carry anything in its query. */
function redirectTarget(location: string | undefined, base: string, secrets: readonly Secret[]): string | undefined {
  if (location === undefined || !URL.canParse(location, base)) return undefined
  const { protocol, host, pathname } = new URL(location, base)
  const path = decodedPath(pathname)
  return redact(path, secrets) === path ? `${protocol}//${host}${pathname}` : `${protocol}//${host}`
}

/** Encoded once more, a secret would hide from being found. */
function decodedPath(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

function shortened(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500).toWellFormed()}…` : text
}
