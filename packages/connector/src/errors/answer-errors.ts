import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface UnauthorizedDetails {
  readonly authenticationType: 'oauth2' | 'api-key'
  /** Scheme, host and path of the service, where known. */
  readonly url?: string | undefined
  /** The web page that came with the status, in words. */
  readonly page?: string | undefined
}

/** The service answers 401 although the credentials are as fresh as possible. */
export class UnauthorizedError extends CoupaError<UnauthorizedDetails> {
  readonly code = 'COUPA_UNAUTHORIZED'

  constructor(details: UnauthorizedDetails, options: CoupaErrorOptions = {}) {
    const service = details.url ?? 'The service'
    super(
      details.authenticationType === 'api-key'
        ? `${service} refused the API key (status 401)${withPage(details)}`
        : `${service} refused a token that was just issued (status 401)${withPage(details)}`,
      details,
      { suggestion: suggestionFor(details), status: 401, ...options },
    )
  }
}

/** A page in place of data mostly comes from somebody else than Coupa. */
const inBetween =
  'A web page instead of data usually comes from something in front of Coupa: a firewall, a gateway, or a list of allowed IP addresses that lacks this machine. Ask its operator.'

function withPage({ page }: { readonly page?: string | undefined }): string {
  return page === undefined ? '' : `: it answered with ${page}`
}

function suggestionFor({ authenticationType, page }: UnauthorizedDetails): string {
  if (page !== undefined) return inBetween
  return authenticationType === 'api-key'
    ? 'The key is wrong, expired or revoked, or the instance accepts no keys any more; move to OAuth 2.0.'
    : 'Check that URL and Access Token URL belong to the same Coupa instance.'
}

export interface ForbiddenDetails {
  readonly method: string
  /** Below the service URL. */
  readonly path: string
  /** Scopes any of which would carry the permission and none of which was granted. Empty when unknown. */
  readonly scopeCandidates: readonly string[]
  /** The server's own words, secrets struck out. */
  readonly messages: readonly string[]
  /** The web page that came with the status, in words. */
  readonly page?: string | undefined
}

/** Signed in, but not allowed to do this (status 403). Never repeated. */
export class ForbiddenError extends CoupaError<ForbiddenDetails> {
  readonly code = 'COUPA_FORBIDDEN'

  constructor(details: ForbiddenDetails, options: CoupaErrorOptions = {}) {
    const words = details.messages.length > 0 ? `: ${details.messages.join('; ')}` : ''
    const refused = details.page === undefined ? 'is not permitted to these credentials' : 'was refused'
    super(`${details.method} ${details.path} ${refused} (status 403)${words || withPage(details)}`, details, {
      suggestion:
        details.page !== undefined
          ? `${inBetween} If the page is Coupa's own, check the scopes and permissions of the client.`
          : details.scopeCandidates.length > 0
            ? `Give the client in Coupa one of these scopes and add it to Scope: ${details.scopeCandidates.join(', ')}`
            : 'Check the scopes and permissions of the client in Coupa.',
      status: 403,
      ...options,
    })
  }
}

export interface NotFoundDetails {
  readonly method: string
  /** Below the service URL. */
  readonly path: string
  /** The server's own words, secrets struck out. */
  readonly messages: readonly string[]
  /** The web page that came with the status, in words. */
  readonly page?: string | undefined
}

/** No such record or address (status 404, and not the way XML says that a query has no results). */
export class NotFoundError extends CoupaError<NotFoundDetails> {
  readonly code = 'COUPA_NOT_FOUND'

  constructor(details: NotFoundDetails, options: CoupaErrorOptions = {}) {
    const words = details.messages.length > 0 ? `: ${details.messages.join('; ')}` : ''
    super(`${details.method} ${details.path} was not found (status 404)${words || withPage(details)}`, details, {
      suggestion: 'Check the id, the resource, and that URL ends in /api.',
      status: 404,
      ...options,
    })
  }
}

export interface ValidationDetails {
  readonly method: string
  /** Below the service URL. */
  readonly path: string
  readonly status: number
  /** Every message of either error shape, in the order served (F-250, F-251). */
  readonly messages: readonly string[]
  /** Served beside the errors and not errors themselves (F-253). */
  readonly warnings: readonly string[]
  /** The internal models that JSON names, such as `invoice_header`. XML names none. */
  readonly modelKeys: readonly string[]
}

/** Coupa read the request and refused its content (status 400 or 422). Never repeated. */
export class ValidationError extends CoupaError<ValidationDetails> {
  readonly code = 'COUPA_VALIDATION'

  constructor(details: ValidationDetails, options: CoupaErrorOptions = {}) {
    const words = details.messages.length > 0 ? details.messages.join('; ') : 'no reason given'
    super(`${details.method} ${details.path} was refused (status ${details.status}): ${words}`, details, {
      suggestion: 'Correct what the messages name, then send it again.',
      ...options,
    })
  }
}

export interface RateLimitedDetails {
  readonly method: string
  /** Below the service URL, or the token endpoint's address. */
  readonly path: string
  /** What `Retry-After` asked for; undefined when the server did not say. */
  readonly retryAfterMs: number | undefined
}

/** Too many requests (status 429), and the time for waiting ran out. */
export class RateLimitedError extends CoupaError<RateLimitedDetails> {
  readonly code = 'COUPA_RATE_LIMITED'
  override readonly isRetryable = true

  constructor(details: RateLimitedDetails, options: CoupaErrorOptions = {}) {
    super(`${details.method} ${details.path} was refused: too many requests (status 429)`, details, {
      suggestion:
        details.retryAfterMs === undefined
          ? 'Try again later; Coupa allows 25 calls a second to everything that uses the organization.'
          : `Try again in ${Math.ceil(details.retryAfterMs / 1000)} s.`,
      ...options,
    })
  }

  /** What `Retry-After` asked for; undefined when the server did not say. */
  get retryAfterMs(): number | undefined {
    return this.details.retryAfterMs
  }
}

export interface ServerDetails {
  readonly method: string
  /** Below the service URL, or the token endpoint's address. */
  readonly path: string
  readonly status: number
  /** What `Retry-After` asked for, where the server said so. */
  readonly retryAfterMs?: number | undefined
  /** The start of the body, secrets struck out. */
  readonly excerpt?: string | undefined
  /** The web page that came with the status, in words. */
  readonly page?: string | undefined
}

/** The server failed (status 5xx): a fault, an overload or maintenance. */
export class ServerError extends CoupaError<ServerDetails> {
  readonly code = 'COUPA_SERVER_ERROR'
  override readonly isRetryable: boolean

  constructor(details: ServerDetails, options: CoupaErrorOptions = {}) {
    super(
      `${details.method} ${details.path} failed on the server (status ${details.status})${withPage(details)}`,
      details,
      {
        suggestion: 'Try again later; when it stays, ask Coupa support.',
        ...options,
      },
    )
    this.isRetryable = details.status !== notImplemented && details.status !== versionNotSupported
  }
}

const notImplemented = 501
const versionNotSupported = 505

export interface RedirectedDetails {
  readonly method: string
  /** Below the service URL. */
  readonly path: string
  readonly status: number
  /** Host (and port) of the target; undefined when the answer names none. */
  readonly targetHost: string | undefined
}

/** The service answered with a redirect. It is never followed, so that credentials stay where they belong. */
export class RedirectedError extends CoupaError<RedirectedDetails> {
  readonly code = 'COUPA_REDIRECTED'

  constructor(details: RedirectedDetails, options: CoupaErrorOptions = {}) {
    super(
      `${details.method} ${details.path} was redirected to ${details.targetHost ?? 'nowhere'} (status ${details.status})`,
      details,
      {
        suggestion: 'Check URL: it must be the service root, such as https://{instance}.coupahost.com/api.',
        ...options,
      },
    )
  }
}

/**
 * `html`: a page for people. `media-type`: neither JSON nor XML. `encoding`: not UTF-8. `malformed`: empty, cut off or not
 * well-formed. `too-large`: beyond what one answer may hold, as `reason` says. `shape`: well-formed, but not what was asked
 * for. `status`: a status without a meaning here.
 */
export type BadResponseKind = 'html' | 'media-type' | 'encoding' | 'malformed' | 'too-large' | 'shape' | 'status'

export interface BadResponseDetails {
  readonly method: string
  /** Below the service URL. */
  readonly path: string
  readonly status: number
  /** As served, without parameters; undefined when the answer names none. */
  readonly mediaType: string | undefined
  /** The same as `reason`, for programs. */
  readonly kind?: BadResponseKind | undefined
  /** What is wrong with the body, as half a sentence: `the JSON ends too early`. */
  readonly reason: string
  /** The start of the body, secrets struck out: what `excerptOf` makes. */
  readonly excerpt?: string | undefined
}

/** A body that Coupa does not serve: a web page, a foreign, incomplete or broken one. */
export class BadResponseError extends CoupaError<BadResponseDetails> {
  readonly code = 'COUPA_BAD_RESPONSE'

  constructor(details: BadResponseDetails, options: CoupaErrorOptions = {}) {
    const { method, path, status, mediaType, reason } = details
    super(
      `${method} ${path} got an answer that cannot be read (status ${status}, ${mediaType ?? 'no media type'}): ${reason}`,
      details,
      {
        suggestion: suggestionForBody(details),
        ...options,
      },
    )
  }
}

/** Data that are broken come from an address that is right. */
function suggestionForBody({ kind }: BadResponseDetails): string {
  return kind === 'malformed' || kind === 'encoding'
    ? 'Try again. If it happens again, ask for the other encoding (JSON or XML), or for fewer fields: a value in Coupa may break this one.'
    : 'Check that URL is the API of a Coupa instance and ends in /api; when it is, try again.'
}
