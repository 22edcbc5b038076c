/** A message was not taken. The text is for people, without secrets and without what the other side sent. */
export class SendError extends Error {
  /** Another try can end in no other way. */
  readonly isFinal: boolean
  /** The other side wants no earlier try. */
  readonly retryAfterMs: number | undefined

  constructor(
    message: string,
    options: {
      readonly isFinal?: boolean
      readonly retryAfterMs?: number | undefined
      readonly cause?: unknown
    } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'SendError'
    this.isFinal = options.isFinal ?? false
    this.retryAfterMs = options.retryAfterMs
  }
}
