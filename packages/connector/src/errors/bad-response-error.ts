import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

/**
 * `html`: a page for people. `media-type`: neither JSON nor XML. `encoding`: not UTF-8. `malformed`: empty, cut off or not
 * well-formed. `too-large`: beyond what one answer may hold, as `reason` says. `shape`: well-formed, but not what was asked
 * for. `status`: a status without a meaning here.
 */
export type BadResponseKind = 'html' | 'media-type' | 'encoding' | 'malformed' | 'too-large' | 'shape' | 'status'

export interface BadResponseFacts {
  readonly method: string
  /** Below the service URL. */
  readonly path: string
  readonly status: number
  /** As served, without parameters; undefined when the answer names none. */
  readonly mediaType: string | undefined
  /** The same as `reason`, for programs. */
  readonly kind?: BadResponseKind | undefined
  /** What is wrong with the body, in half a sentence: `the JSON ends too early`. */
  readonly reason: string
  /** The start of the body, secrets struck out: what `excerptOf` makes. */
  readonly excerpt?: string | undefined
}

/** A body that is not what Coupa serves: a web page, foreign, cut off or broken. */
export class BadResponseError extends CoupaError {
  readonly code = 'COUPA_BAD_RESPONSE'
  readonly facts: BadResponseFacts

  constructor(facts: BadResponseFacts, options: CoupaErrorOptions = {}) {
    const { method, path, status, mediaType, reason } = facts
    super(
      `${method} ${path} got an answer that cannot be read (status ${status}, ${mediaType ?? 'no media type'}): ${reason}`,
      {
        suggestion: 'Check that URL is the API of a Coupa instance and ends in /api; when it is, try again.',
        ...options,
      },
    )
    this.facts = facts
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}
