import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface TimeoutFacts {
  /** What took too long, to be read after a colon: `GET invoices`, `waiting for a token`. */
  readonly what: string
  readonly limitMs: number
}

/** A deadline of ours ran out, waiting and repeating included. */
export class TimeoutError extends CoupaError {
  readonly code = 'COUPA_TIMEOUT'
  override readonly isRetryable = true
  readonly facts: TimeoutFacts

  constructor(facts: TimeoutFacts, options: CoupaErrorOptions = {}) {
    super(`Not done within ${facts.limitMs} ms: ${facts.what}`, {
      suggestion: 'Try again later, or allow more time.',
      ...options,
    })
    this.facts = facts
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}
