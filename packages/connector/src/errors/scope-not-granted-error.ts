import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface ScopeFacts {
  readonly requested: readonly string[]
  readonly granted: readonly string[]
  /** Requested and not granted, in the order requested. */
  readonly missing: readonly string[]
}

/** A token was issued with fewer scopes than were asked for, which counts as a failed sign-in. */
export class ScopeNotGrantedError extends CoupaError {
  readonly code = 'COUPA_SCOPE_NOT_GRANTED'
  readonly facts: ScopeFacts

  constructor(facts: ScopeFacts, options: CoupaErrorOptions = {}) {
    super(`The token server did not grant: ${facts.missing.join(' ')}`, {
      suggestion: `Assign the missing scopes to the client in Coupa, or take them out of Scope: ${facts.missing.join(' ')}`,
      ...options,
    })
    this.facts = facts
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}
