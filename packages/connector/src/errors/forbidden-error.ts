import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface ForbiddenFacts {
  readonly method: string
  /** Below the service URL. */
  readonly path: string
  /** Scopes any of which would carry the permission and none of which was granted; empty when unknown. */
  readonly scopeCandidates: readonly string[]
  /** The server's own words, secrets struck out. */
  readonly messages: readonly string[]
}

/** Signed in, but not allowed to do this (status 403). It is never repeated. */
export class ForbiddenError extends CoupaError {
  readonly code = 'COUPA_FORBIDDEN'
  readonly facts: ForbiddenFacts

  constructor(facts: ForbiddenFacts, options: CoupaErrorOptions = {}) {
    const words = facts.messages.length > 0 ? `: ${facts.messages.join('; ')}` : ''
    super(`${facts.method} ${facts.path} is not permitted to these credentials (status 403)${words}`, {
      suggestion:
        facts.scopeCandidates.length > 0
          ? `Give the client in Coupa one of these scopes and add it to Scope: ${facts.scopeCandidates.join(', ')}`
          : 'Check the scopes and permissions of the client in Coupa.',
      ...options,
    })
    this.facts = facts
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}
