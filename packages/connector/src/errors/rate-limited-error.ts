import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface RateLimitedFacts {
  readonly method: string
  /** Below the service URL, or the token endpoint's address. */
  readonly path: string
  /** What `Retry-After` asked for; undefined when the server did not say. */
  readonly retryAfterMs: number | undefined
}

/** Too many requests (status 429), and waiting for it to pass ran out of time. */
export class RateLimitedError extends CoupaError {
  readonly code = 'COUPA_RATE_LIMITED'
  override readonly isRetryable = true
  readonly facts: RateLimitedFacts

  constructor(facts: RateLimitedFacts, options: CoupaErrorOptions = {}) {
    super(`${facts.method} ${facts.path} was refused: too many requests (status 429)`, {
      suggestion:
        facts.retryAfterMs === undefined
          ? 'Try again later; Coupa allows 25 calls a second to everything that uses the organization.'
          : `Try again in ${Math.ceil(facts.retryAfterMs / 1000)} s.`,
      ...options,
    })
    this.facts = facts
  }

  /** What `Retry-After` asked for; undefined when the server did not say. */
  get retryAfterMs(): number | undefined {
    return this.facts.retryAfterMs
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}
