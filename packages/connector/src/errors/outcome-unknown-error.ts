import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface OutcomeUnknownFacts {
  readonly method: string
  /** Below the service URL. */
  readonly path: string
  /** The natural key that was looked up without a clear result; undefined when the record has none. */
  readonly lookedUpBy: string | undefined
  /** When it was sent by this machine's clock, ISO 8601. */
  readonly sentAt?: string | undefined
}

/**
 * A write was sent and its answer was lost: it may or may not have happened. It is never repeated blindly.
 */
export class OutcomeUnknownError extends CoupaError {
  readonly code = 'COUPA_OUTCOME_UNKNOWN'
  readonly facts: OutcomeUnknownFacts

  constructor(facts: OutcomeUnknownFacts, options: CoupaErrorOptions = {}) {
    super(`${facts.method} ${facts.path} was sent, but its answer was lost: the outcome is unknown`, {
      suggestion:
        facts.lookedUpBy === undefined
          ? 'Look in Coupa whether the record is there before sending it again.'
          : `A look-up by ${facts.lookedUpBy} gave no clear answer; look in Coupa before sending it again.`,
      ...options,
    })
    this.facts = facts
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}
