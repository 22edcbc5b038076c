import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface NotFoundFacts {
  readonly method: string
  /** Below the service URL. */
  readonly path: string
  /** The server's own words, secrets struck out. */
  readonly messages: readonly string[]
}

/** No such record or address (status 404, and not the way XML says that a query has no results). */
export class NotFoundError extends CoupaError {
  readonly code = 'COUPA_NOT_FOUND'
  readonly facts: NotFoundFacts

  constructor(facts: NotFoundFacts, options: CoupaErrorOptions = {}) {
    const words = facts.messages.length > 0 ? `: ${facts.messages.join('; ')}` : ''
    super(`${facts.method} ${facts.path} was not found (status 404)${words}`, {
      suggestion: 'Check the id, the resource, and that URL ends in /api.',
      ...options,
    })
    this.facts = facts
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}
