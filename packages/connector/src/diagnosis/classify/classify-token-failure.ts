import type { TokenResponseFault } from '../../errors/token-errors.ts'
import { decodeJson } from '../../format/json/decode-json.ts'
import { parseRetryAfter } from '../../rate/retry-after.ts'
import type { OutcomeFacts } from '../outcomes/outcome-definition.ts'
import type { TestFailureCode } from '../outcomes/outcomes.ts'
import {
  type Answer,
  type ClassifiedFailure,
  redirectTargetOf,
  saysRequestTooLarge,
  shorten,
} from './classified-failure.ts'
import { judgeBody, mediaTypeOf } from './judge-body.ts'

/** What the token request said, without its secret. */
export interface TokenRequestFacts {
  readonly accessTokenUrl: string
  /** Service URL: the likely token URL follows from it. */
  readonly url: string
  readonly clientId: string
  readonly requestedScopes: readonly string[]
  /** Wall time, for a Retry-After that is a date. */
  readonly nowMs: number
  /** The objection of the reader of token answers, if the answer held a token. */
  readonly fault?: TokenResponseFault | undefined
}

/**
 * Says why the token server's answer gave no token. Branches on the status
 * and on OAuth's `error`, never on its description (F-033). A page, a redirect or a 404 is a wrong URL, not a
 * wrong secret. Give it only answers that brought no usable token.
 */
export function classifyTokenFailure(answer: Answer, request: TokenRequestFacts): ClassifiedFailure {
  const host = new URL(request.url).host
  const tokenHost = new URL(request.accessTokenUrl).host
  const oauth = readOAuthError(answer.body)
  const facts: OutcomeFacts = {
    host: tokenHost,
    tokenHost,
    accessTokenUrl: request.accessTokenUrl,
    suggestedUrl: suggestTokenUrl(request, host),
    clientId: request.clientId,
    requestedScopes: request.requestedScopes,
  }
  const stage = answer.status < 300 ? 'token-parse' : 'token-request'
  const failure = (code: TestFailureCode, more: OutcomeFacts = {}): ClassifiedFailure => ({
    code,
    stage,
    facts: { ...facts, ...more },
    ...(oauth.error === undefined ? {} : { oauthError: oauth.error }),
  })
  const wrongUrl = (): ClassifiedFailure =>
    failure('TOKEN_URL_WRONG', {
      redirectTarget: redirectTargetOf(answer, request.accessTokenUrl),
      contentSeen: describeContent(answer),
    })

  const objection = objectionTo(request.fault)
  if (objection) return failure('TOKEN_SERVER_ERROR', { reason: objection })
  if (answer.status === 407) return failure('PROXY_ERROR', { reason: 'it asks for a sign-in' })
  const waitMs = parseRetryAfter(answer.headers['retry-after'], { nowMs: request.nowMs, date: answer.headers.date })
  if (answer.status === 429 || (answer.status === 503 && waitMs !== undefined)) {
    return failure('RATE_LIMITED', { retryAfterMs: waitMs })
  }
  const page = pageSeen(answer)
  if (answer.status >= 500) return failure('TOKEN_SERVER_ERROR', answeredWith(page))
  if (saysRequestTooLarge(answer)) return failure('TOKEN_TOO_LARGE')
  if (answer.status >= 300 && answer.status < 400) return wrongUrl()

  const named = oauth.error === undefined ? undefined : codeOfOAuthError(oauth.error)
  if (named) return failure(named, { reason: oauth.reason })
  if (answer.status === 404 || answer.status === 405 || answer.status === 410) return wrongUrl()
  if (page !== undefined && answer.status !== 403) return wrongUrl()
  if (answer.status === 401) return failure('INVALID_CLIENT')
  if (answer.status === 403) {
    const reason = oauth.reason ?? 'access is forbidden'
    return failure('TOKEN_REQUEST_REFUSED', { reason, ...answeredWith(page), contentSeen: page })
  }
  if (oauth.error !== undefined) return failure('TOKEN_REQUEST_REFUSED', { reason: oauth.reason })
  return wrongUrl()
}

/** The endpoint that Coupa documents (F-020), at the host that the settings point to. */
export function suggestTokenUrl(
  { url, accessTokenUrl }: { url: string; accessTokenUrl: string },
  host: string,
): string {
  const suggestion = `${new URL(url).protocol}//${host}/oauth2/token`
  return suggestion === accessTokenUrl ? 'https://{your organization}/oauth2/token' : suggestion
}

/** A token arrived but cannot be used. That is a fault of the server, not of the URL. */
function objectionTo(fault: TokenResponseFault | undefined): string | undefined {
  switch (fault) {
    case 'bad-access-token':
      return 'its token contains characters that cannot be sent'
    case 'token-type':
      return 'its token is not a bearer token'
    case 'lifetime':
      return 'it does not say in a usable form how long its token is valid'
    case 'already-expired':
      return 'its token had already expired when it arrived; compare the clocks of both machines'
    default:
      return undefined
  }
}

/** RFC 6749 §5.2 and §4.2.2.1, and what other servers are known to say. */
function codeOfOAuthError(error: string): TestFailureCode | undefined {
  switch (error) {
    case 'invalid_client':
    case 'invalid_grant':
      return 'INVALID_CLIENT'
    case 'unauthorized_client':
    case 'unsupported_grant_type':
      return 'GRANT_NOT_ALLOWED'
    case 'invalid_scope':
      return 'INVALID_SCOPE'
    case 'server_error':
    case 'temporarily_unavailable':
      return 'TOKEN_SERVER_ERROR'
    default:
      return undefined
  }
}

function readOAuthError(body: string): { error?: string; reason?: string } {
  try {
    const value = decodeJson(Buffer.from(body))
    if (typeof value !== 'object' || value === null || !('error' in value) || typeof value.error !== 'string') return {}
    const description =
      'error_description' in value && typeof value.error_description === 'string' ? value.error_description : ''
    const error = shorten(value.error, 60)
    return { error, reason: shorten(description === '' ? error : `${error} (${description})`) }
  } catch {
    return {}
  }
}

function answeredWith(page: string | undefined): OutcomeFacts {
  return page === undefined ? {} : { reason: `it answered with ${page}` }
}

/** What the web page is that came, if it was one. */
function pageSeen(answer: Answer): string | undefined {
  const judged = judgeBody({ contentType: answer.headers['content-type'], body: answer.body, xmlRoots: [] })
  return judged.kind === 'page' ? judged.seen : undefined
}

function describeContent(answer: Answer): string {
  const page = pageSeen(answer)
  if (page !== undefined && page !== 'a web page') return page
  if (answer.status === 404 || answer.status === 410) return 'the message that there is nothing at this address'
  if (answer.status === 405) return 'the message that this address takes no such requests'
  const judged = judgeBody({ contentType: answer.headers['content-type'], body: answer.body, xmlRoots: [] })
  if (judged.kind === 'page' || judged.kind === 'foreign')
    return judged.seen === 'a JSON object that is not a record' ? 'JSON without a token' : judged.seen
  const mediaType = mediaTypeOf(answer.headers['content-type'])
  if (judged.kind === 'broken') return `broken ${judged.format === 'json' ? 'JSON' : 'XML'}`
  return mediaType.endsWith('json') ? 'JSON without a token' : `content of the type ${mediaType}`
}
