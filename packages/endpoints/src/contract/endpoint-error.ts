/** Everything that can go wrong at the other end. A closed set, so that a `switch` over it is checked. */
export type EndpointErrorCode =
  /** A setting of the destination is missing or cannot be used; `field` names it. */
  | 'SETTING_INVALID'
  /** Name resolution, connection or TLS failed, or the other end did not answer in time. */
  | 'UNREACHABLE'
  /** The host key or certificate is not the expected one. */
  | 'IDENTITY_MISMATCH'
  /** The other end refused the credentials. */
  | 'SIGN_IN_REFUSED'
  /** Signed in, but not allowed to do this. */
  | 'NOT_PERMITTED'
  /** A folder, schema, bucket or path does not exist and cannot be made. */
  | 'NOT_FOUND'
  /** No space, quota or descriptors left at the other end. */
  | 'NO_SPACE'
  /** What exists does not fit the shape, and making it fit would lose data. */
  | 'SHAPE_CONFLICT'
  /** A name or value that the other end cannot take; `field` names the table or column. */
  | 'VALUE_REFUSED'
  /** The batch was discarded or taken over by another run. */
  | 'BATCH_SUPERSEDED'
  /** The connection was lost, or the other end answered with a failure that may pass. */
  | 'INTERRUPTED'
  /** The other end answered with a failure that stays. */
  | 'REFUSED'
  /** The address is not allowed on this container. */
  | 'ADDRESS_FORBIDDEN'

export interface EndpointErrorDetails extends ErrorOptions {
  /** The setting, table or column that is at fault. */
  readonly field?: string | undefined
  /** What to do about it. */
  readonly remedy?: string | undefined
  /** Whether the same call may succeed later. Default: only for `UNREACHABLE`, `INTERRUPTED` and `NO_SPACE`. */
  readonly isRetryable?: boolean | undefined
}

/** A failure at the other end of a process, in the words of somebody who has to mend it. Never contains a secret. */
export class EndpointError extends Error {
  readonly code: EndpointErrorCode
  readonly field: string | undefined
  readonly remedy: string | undefined
  readonly isRetryable: boolean

  constructor(code: EndpointErrorCode, message: string, details: EndpointErrorDetails = {}) {
    const { field, remedy, isRetryable, ...options } = details
    super(message, options)
    this.name = 'EndpointError'
    this.code = code
    this.field = field
    this.remedy = remedy
    this.isRetryable = isRetryable ?? (code === 'UNREACHABLE' || code === 'INTERRUPTED' || code === 'NO_SPACE')
  }
}
