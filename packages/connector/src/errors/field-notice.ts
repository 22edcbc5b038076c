/** A field of a record that was sent and that Coupa did not take as it is. */
export interface FieldNotice {
  /** Where it is in the record that was sent: `code`, `invoice-lines[0].price`. */
  readonly field: string
  /**
   * `read-only`: the catalog says so, and the answer does not show the value that was sent. `unknown`: neither the catalog
   * nor the answer has it. `changed`: the answer shows another value. `exported`: the flag has actions of its own (F-361).
   */
  readonly reason: 'read-only' | 'unknown' | 'changed' | 'exported'
  /** A sentence for people. */
  readonly message: string
}
