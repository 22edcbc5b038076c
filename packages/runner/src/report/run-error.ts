/** Why a run cannot go on. A closed set. */
export type RunErrorCode =
  /** The records behind the address are those of another organization than before. */
  | 'ORGANIZATION_CHANGED'
  /** More records were refused than the limits of the process allow. */
  | 'TOO_MANY_ERRORS'
  /** So many requests failed in a row that Coupa or the connection is at fault, and not the records. */
  | 'NOTHING_GOES_THROUGH'
  /** The run took longer than the limits of the process allow. */
  | 'RUN_TOO_LONG'
  /** More records are gone from Coupa than the process may mark as deleted without somebody confirming it. */
  | 'NEEDS_CONFIRMATION'
  /** A back-fill waits in vain for a batch of a run beside it. */
  | 'RECORDS_IN_USE'
  /** The load sets custom fields that the organization does not have. */
  | 'CUSTOM_FIELD_UNKNOWN'
  /** The resource has no flag that an acknowledgement could set. */
  | 'CANNOT_ACKNOWLEDGE'
  /** What was loaded cannot be found again in Coupa. */
  | 'CANNOT_VERIFY'

/** A failure of the run itself, in words of a person who has to mend it. */
export class RunError extends Error {
  readonly code: RunErrorCode
  readonly remedy: string | undefined

  constructor(code: RunErrorCode, message: string, remedy?: string) {
    super(message)
    this.name = 'RunError'
    this.code = code
    this.remedy = remedy
  }
}
