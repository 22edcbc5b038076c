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
  /**
   * A name or value that the other end cannot take; `field` names the table or column, and `records` the records where the
   * destination knows them. Nothing of the batch is committed, apart from what a consumer knows by its key.
   */
  | 'VALUE_REFUSED'
  /** The batch was discarded or taken over by another run. */
  | 'BATCH_SUPERSEDED'
  /** The connection was lost, or the other end answered with a failure that may pass. */
  | 'INTERRUPTED'
  /** The other end answered with a failure that stays. */
  | 'REFUSED'
  /** The address is not allowed on this container. */
  | 'ADDRESS_FORBIDDEN'

/** A record that the other end cannot take, and why. */
export interface RefusedRecord {
  readonly id: string
  readonly message: string
  /** The table and column at fault, or a field by the receiver's name. */
  readonly field?: string | undefined
}

export interface EndpointErrorDetails extends ErrorOptions {
  /** The setting, table or column that is at fault. */
  readonly field?: string | undefined
  /** What to do about it. */
  readonly remedy?: string | undefined
  /** Of `VALUE_REFUSED`: the records that are at fault; all others of the batch can be delivered. */
  readonly records?: readonly RefusedRecord[] | undefined
  /** Whether the same call may succeed later. Default: only for `UNREACHABLE`, `INTERRUPTED` and `NO_SPACE`. */
  readonly isRetryable?: boolean | undefined
}

/** A failure at the other end of a process, in the words of somebody who has to mend it. Never contains a secret. */
export class EndpointError extends Error {
  readonly code: EndpointErrorCode
  readonly field: string | undefined
  readonly remedy: string | undefined
  readonly records: readonly RefusedRecord[] | undefined
  readonly isRetryable: boolean

  constructor(code: EndpointErrorCode, message: string, details: EndpointErrorDetails = {}) {
    const { field, remedy, records, isRetryable, ...options } = details
    super(message, options)
    this.name = 'EndpointError'
    this.code = code
    this.field = field
    this.remedy = remedy
    this.records = records
    this.isRetryable = isRetryable ?? (code === 'UNREACHABLE' || code === 'INTERRUPTED' || code === 'NO_SPACE')
  }
}

/** What committing a batch ends in that another run has given up. */
export function batchSuperseded(batch: string): EndpointError {
  return new EndpointError('BATCH_SUPERSEDED', `The batch ${batch} was given up and cannot be committed any more.`, {
    remedy: 'Another run has taken over. Nothing has to be done.',
  })
}

/** A setting that cannot be used. `message` names its value where that is not a secret. */
export function settingInvalid(field: string, message: string, remedy: string): EndpointError {
  return new EndpointError('SETTING_INVALID', message, { field, remedy })
}
