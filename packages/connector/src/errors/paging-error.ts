import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface PagingFacts {
  readonly resource: string
  /** What contradicts complete reading, in half a sentence. */
  readonly reason: string
}

/** The pages contradict each other, so that complete reading cannot be promised. */
export class PagingError extends CoupaError {
  readonly code = 'COUPA_PAGING'
  readonly facts: PagingFacts

  constructor(facts: PagingFacts, options: CoupaErrorOptions = {}) {
    super(`Reading ${facts.resource} stopped, because completeness cannot be promised: ${facts.reason}`, {
      suggestion: 'Read again; when it stays, read with another order or narrower filters.',
      ...options,
    })
    this.facts = facts
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}
