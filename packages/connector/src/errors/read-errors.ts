import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface PagingDetails {
  readonly resource: string
  /** What contradicts complete reading, in half a sentence. */
  readonly reason: string
}

/** The pages contradict each other, so that a complete read cannot be promised. */
export class PagingError extends CoupaError<PagingDetails> {
  readonly code = 'COUPA_PAGING'

  constructor(details: PagingDetails, options: CoupaErrorOptions = {}) {
    super(`Reading ${details.resource} stopped, because completeness cannot be promised: ${details.reason}`, details, {
      suggestion: 'Read again; when it stays, read with another order or narrower filters.',
      ...options,
    })
  }
}

export interface CheckpointDetails {
  /** Why the checkpoint cannot be resumed from, in half a sentence. */
  readonly reason: string
}

/** A checkpoint from which a read cannot continue: broken, of another query, or of a newer version. */
export class CheckpointError extends CoupaError<CheckpointDetails> {
  readonly code = 'COUPA_CHECKPOINT'

  constructor(details: CheckpointDetails, options: CoupaErrorOptions = {}) {
    super(`The checkpoint cannot be used: ${details.reason}`, details, {
      suggestion: 'Start again without the checkpoint, or resume with the query it was written for.',
      ...options,
    })
  }
}
