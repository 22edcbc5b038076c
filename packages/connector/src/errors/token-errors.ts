import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface TokenRefusedDetails {
  /** Scheme, host and path of the token endpoint. */
  readonly url: string
  readonly status: number
  /** The OAuth error code as served: `invalid_client`, `invalid_scope`, … (RFC 6749 §5.2). Branch on this code. */
  readonly oauthError: string
  /** The server's own words, with secrets struck out. */
  readonly description: string | undefined
  /** The scopes that were asked for. */
  readonly requestedScopes: readonly string[]
}

/** The token server understood the request and refused it: wrong credentials, scope or grant. */
export class TokenRefusedError extends CoupaError<TokenRefusedDetails> {
  readonly code = 'COUPA_TOKEN_REFUSED'
  override readonly isRetryable: boolean

  constructor(details: TokenRefusedDetails, options: CoupaErrorOptions = {}) {
    const description = details.description ? `: ${details.description}` : ''
    super(
      `POST ${details.url} gave no token: ${details.oauthError} (status ${details.status})${description}`,
      details,
      {
        suggestion: suggestionFor(details),
        ...options,
      },
    )
    this.isRetryable = details.oauthError === 'temporarily_unavailable' || details.oauthError === 'server_error'
  }
}

function suggestionFor({ oauthError, requestedScopes }: TokenRefusedDetails): string {
  switch (oauthError) {
    case 'invalid_client':
      return 'Check Client ID and Client Secret, and that the client is active; Coupa does not say which of them is wrong.'
    case 'invalid_scope':
      return `Check Scope (case-sensitive, separated by spaces) and assign each scope to the client in Coupa: ${requestedScopes.join(' ')}`
    case 'unauthorized_client':
    case 'unsupported_grant_type':
      return 'The client in Coupa must have the grant type Client Credentials.'
    case 'temporarily_unavailable':
    case 'server_error':
      return 'Try again later.'
    default:
      return 'Check the OAuth 2.0 settings of the connection against the client in Coupa.'
  }
}

/** What made an answer unusable as that of a token endpoint. */
export type TokenResponseFault =
  | 'redirect'
  | 'status'
  | 'html'
  | 'not-json'
  | 'no-access-token'
  | 'bad-access-token'
  | 'token-type'
  | 'lifetime'
  | 'already-expired'

export interface TokenResponseDetails {
  /** Scheme, host and path that were asked. */
  readonly url: string
  readonly why: TokenResponseFault
  readonly status: number
  readonly mediaType?: string | undefined
  /** For `redirect`: scheme, host and path of the target; it was not followed. */
  readonly target?: string | undefined
  /** The start of a body that is not JSON, secrets struck out. */
  readonly excerpt?: string | undefined
  /** For `html`: the page in words, secrets struck out. */
  readonly page?: string | undefined
}

/** The answer does not come from a token endpoint. Usually Access Token URL is wrong. */
export class TokenResponseError extends CoupaError<TokenResponseDetails> {
  readonly code = 'COUPA_TOKEN_RESPONSE'
  override readonly isRetryable: boolean

  constructor(details: TokenResponseDetails, options: CoupaErrorOptions = {}) {
    super(`POST ${details.url} did not answer like a token endpoint: ${explain(details)}`, details, {
      suggestion:
        details.why === 'already-expired'
          ? 'Compare the clocks of this machine and of the token server, and the lifetime of tokens.'
          : `${details.why === 'html' && details.status === 403 ? 'Such a page usually comes from a firewall, a gateway, or a list of allowed IP addresses that lacks this machine: ask its operator. Otherwise: ' : ''}Check Access Token URL: a token endpoint looks like https://{instance}.coupahost.com/oauth2/token.`,
      ...options,
    })
    this.isRetryable = details.why === 'already-expired'
  }
}

function explain({ why, status, mediaType, target, page = 'a web page' }: TokenResponseDetails): string {
  switch (why) {
    case 'redirect':
      return `status ${status} redirects to ${target ?? 'nowhere'}; credentials are not sent on`
    case 'status':
      return `status ${status}`
    case 'html':
      return `${page} (status ${status})`
    case 'not-json':
      return `no JSON but ${mediaType ?? 'an unnamed media type'} (status ${status})`
    case 'no-access-token':
      return 'JSON without access_token'
    case 'bad-access-token':
      return 'access_token cannot be sent in a header'
    case 'token-type':
      return 'token_type is not bearer'
    case 'lifetime':
      return 'expires_in is not a positive number of seconds'
    case 'already-expired':
      return 'the token had expired when it arrived'
  }
}

export interface ScopeDetails {
  readonly requested: readonly string[]
  readonly granted: readonly string[]
  /** Requested and not granted, in the order requested. */
  readonly missing: readonly string[]
}

/** A token was issued with fewer scopes than requested, which counts as a failed sign-in. */
export class ScopeNotGrantedError extends CoupaError<ScopeDetails> {
  readonly code = 'COUPA_SCOPE_NOT_GRANTED'

  constructor(details: ScopeDetails, options: CoupaErrorOptions = {}) {
    super(`The token server did not grant: ${details.missing.join(' ')}`, details, {
      suggestion: `Assign the missing scopes to the client in Coupa, or take them out of Scope: ${details.missing.join(' ')}`,
      ...options,
    })
  }
}
