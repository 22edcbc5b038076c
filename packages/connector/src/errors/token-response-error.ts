import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

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

export interface TokenResponseFacts {
  /** Scheme, host and path that were asked. */
  readonly url: string
  readonly why: TokenResponseFault
  readonly status: number
  readonly mediaType?: string | undefined
  /** For `redirect`: scheme, host and path of the target; it was not followed. */
  readonly target?: string | undefined
  /** The start of a body that is no JSON, secrets struck out. */
  readonly excerpt?: string | undefined
}

/** The answer is not one of a token endpoint; most often Access Token URL is wrong. */
export class TokenResponseError extends CoupaError {
  readonly code = 'COUPA_TOKEN_RESPONSE'
  override readonly isRetryable: boolean
  readonly facts: TokenResponseFacts

  constructor(facts: TokenResponseFacts, options: CoupaErrorOptions = {}) {
    super(`POST ${facts.url} did not answer like a token endpoint: ${explain(facts)}`, {
      suggestion:
        facts.why === 'already-expired'
          ? 'Compare the clocks of this machine and of the token server, and the lifetime of tokens.'
          : 'Check Access Token URL: a token endpoint looks like https://{instance}.coupahost.com/oauth2/token.',
      ...options,
    })
    this.facts = facts
    this.isRetryable = facts.why === 'already-expired'
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}

function explain({ why, status, mediaType, target }: TokenResponseFacts): string {
  switch (why) {
    case 'redirect':
      return `status ${status} redirects to ${target ?? 'nowhere'}; credentials are not sent on`
    case 'status':
      return `status ${status}`
    case 'html':
      return `a web page (status ${status})`
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
