/** What is wrong with one field of a record of an input. */
export interface RecordFault {
  /** Field in Coupa's names: `payment-term.code`. */
  readonly field: string
  readonly code: string
  /** A sentence that begins with the field. */
  readonly message: string
}
