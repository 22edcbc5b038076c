/** `interactive` requests go ahead of `bulk` ones, though not for ever. */
export type Priority = 'interactive' | 'bulk'

export interface AcquireOptions {
  /** Default: `interactive`. */
  readonly priority?: Priority | undefined
  readonly signal?: AbortSignal | undefined
  /**
   * A pause of the service that is longer than this rejects with a `PauseTooLongError` at once. Default: every pause is waited
   * out.
   */
  readonly longestPauseMs?: number | undefined
}

/** The right to send one request now. */
export interface Permit {
  /** Rises with each permit; tells requests of one volley from later ones. */
  readonly sequence: number
  readonly waitedMs: number
}
