import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface TokenRefusedFacts {
  /** Scheme, host and path of the token endpoint. */
  readonly url: string
  readonly status: number
  /** The OAuth error code as served: `invalid_client`, `invalid_scope`, … (RFC 6749 §5.2). Branch on this one. */
  readonly oauthError: string
  /** The server's own words, with secrets struck out. */
  readonly description: string | undefined
  /** The scopes that were asked for. */
  readonly requestedScopes: readonly string[]
}

/** The token server understood the request and refused it: wrong credentials, scope or grant. */
export class TokenRefusedError extends CoupaError {
  readonly code = 'COUPA_TOKEN_REFUSED'
  override readonly isRetryable: boolean
  readonly facts: TokenRefusedFacts

  constructor(facts: TokenRefusedFacts, options: CoupaErrorOptions = {}) {
    const description = facts.description ? `: ${facts.description}` : ''
    super(`POST ${facts.url} gave no token: ${facts.oauthError} (status ${facts.status})${description}`, {
      suggestion: suggestionFor(facts),
      ...options,
    })
    this.facts = facts
    this.isRetryable = facts.oauthError === 'temporarily_unavailable' || facts.oauthError === 'server_error'
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}

function suggestionFor({ oauthError, requestedScopes }: TokenRefusedFacts): string {
  switch (oauthError) {
    case 'invalid_client':
      return 'Check Client ID and Client Secret, and that the client is active; Coupa does not say which of them is wrong.'
    case 'invalid_scope':
      return `Check Scope (case-sensitive, separated by blanks) and assign each scope to the client in Coupa: ${requestedScopes.join(' ')}`
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
