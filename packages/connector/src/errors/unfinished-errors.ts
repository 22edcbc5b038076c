import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface OutcomeUnknownDetails {
  readonly method: string
  /** Below the service URL. */
  readonly path: string
  /** The natural key whose look-up gave no clear result. Undefined when the record has none. */
  readonly lookedUpBy: string | undefined
  /** When it was sent by this machine's clock, ISO 8601. */
  readonly sentAt?: string | undefined
}

/** A write was sent and its answer was lost, so that it may or may not have happened. It is never repeated blindly. */
export class OutcomeUnknownError extends CoupaError<OutcomeUnknownDetails> {
  readonly code = 'COUPA_OUTCOME_UNKNOWN'

  constructor(details: OutcomeUnknownDetails, options: CoupaErrorOptions = {}) {
    super(`${details.method} ${details.path} was sent, but its answer was lost: the outcome is unknown`, details, {
      suggestion:
        details.lookedUpBy === undefined
          ? 'Look in Coupa whether the record is there before sending it again.'
          : `A look-up by ${details.lookedUpBy} gave no clear answer; look in Coupa before sending it again.`,
      ...options,
    })
  }
}

export interface TimeoutDetails {
  /** What took too long, to stand after a colon: `GET invoices`, `waiting for a token`. */
  readonly what: string
  readonly limitMs: number
}

/** A deadline of ours ran out, waiting and repeating included. */
export class TimeoutError extends CoupaError<TimeoutDetails> {
  readonly code = 'COUPA_TIMEOUT'
  override readonly isRetryable = true

  constructor(details: TimeoutDetails, options: CoupaErrorOptions = {}) {
    super(`Not done within ${details.limitMs} ms: ${details.what}`, details, {
      suggestion: 'Try again later, or allow more time.',
      advice: ['allow-more-time'],
      ...options,
    })
  }
}
