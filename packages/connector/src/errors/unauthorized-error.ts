import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface UnauthorizedFacts {
  readonly authenticationType: 'oauth2' | 'api-key'
  /** Scheme, host and path of the service, where known. */
  readonly url?: string | undefined
}

/** The service answers 401 although the credentials are as fresh as they can be. */
export class UnauthorizedError extends CoupaError {
  readonly code = 'COUPA_UNAUTHORIZED'
  readonly facts: UnauthorizedFacts

  constructor(facts: UnauthorizedFacts, options: CoupaErrorOptions = {}) {
    const service = facts.url ?? 'The service'
    super(
      facts.authenticationType === 'api-key'
        ? `${service} refused the API key (status 401)`
        : `${service} refused a token that was just issued (status 401)`,
      { suggestion: suggestionFor(facts), ...options },
    )
    this.facts = facts
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}

function suggestionFor({ authenticationType }: UnauthorizedFacts): string {
  return authenticationType === 'api-key'
    ? 'The key is wrong, expired or revoked, or the instance accepts no keys any more; move to OAuth 2.0.'
    : 'Check that URL and Access Token URL belong to the same Coupa instance.'
}
