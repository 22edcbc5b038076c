/** Why a record cannot be mapped. A closed set. */
export type MappingErrorCode =
  /** The value does not fit the type of the column. */
  | 'VALUE_UNFIT'
  /** The look-up table does not have the value. */
  | 'NOT_IN_TABLE'
  /** An expression failed, or took longer than it may. */
  | 'EXPRESSION_FAILED'
  /** A function cannot work with the value. */
  | 'FUNCTION_FAILED'

/** One record that cannot be mapped, and the column that is at fault. */
export class MappingError extends Error {
  readonly code: MappingErrorCode
  /** `invoice.total`. */
  readonly field: string

  constructor(code: MappingErrorCode, field: string, reason: string, options?: ErrorOptions) {
    super(`${field}: ${reason}`, options)
    this.name = 'MappingError'
    this.code = code
    this.field = field
  }
}
