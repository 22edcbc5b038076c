/** A sealed value cannot be opened: its key is missing, it was changed, or it belongs elsewhere. Never contains the value. */
export class UnsealError extends Error {
  /** The key that sealed it. */
  readonly keyId: string

  constructor(message: string, keyId: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UnsealError'
    this.keyId = keyId
  }
}
