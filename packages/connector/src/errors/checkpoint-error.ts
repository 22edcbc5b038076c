import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface CheckpointFacts {
  /** Why the checkpoint cannot be resumed from, in half a sentence. */
  readonly reason: string
}

/** A checkpoint that cannot be resumed from: broken, of another query, or of a newer version. */
export class CheckpointError extends CoupaError {
  readonly code = 'COUPA_CHECKPOINT'
  readonly facts: CheckpointFacts

  constructor(facts: CheckpointFacts, options: CoupaErrorOptions = {}) {
    super(`The checkpoint cannot be used: ${facts.reason}`, {
      suggestion: 'Start again without the checkpoint, or resume with the query it was written for.',
      ...options,
    })
    this.facts = facts
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}
