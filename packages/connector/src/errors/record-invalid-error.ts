import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface RecordInvalidDetails {
  /** Where the value is in the record, `invoice-lines[0].price`. Empty for the record itself. */
  readonly field: string
  /** What is wrong with it, in half a sentence that continues the field. */
  readonly reason: string
  /** Which character of the text is at fault, counted from 0. Undefined where the fault is not in a text. */
  readonly position?: number | undefined
  /** The encoding that was asked for. */
  readonly format: 'json' | 'xml'
  /** The encoding that can carry the value. Undefined where none can. */
  readonly otherFormat?: 'json' | undefined
}

/** A record that cannot be encoded as it is. Nothing was sent. */
export class RecordInvalidError extends CoupaError<RecordInvalidDetails> {
  readonly code = 'COUPA_RECORD_INVALID'

  constructor(details: RecordInvalidDetails, options: CoupaErrorOptions = {}) {
    const { field, reason, otherFormat } = details
    const subject = field === '' ? 'it' : `the field ${JSON.stringify(field)}`
    const words: CoupaErrorOptions =
      otherFormat === undefined
        ? { suggestion: 'Correct the value, or leave the field out.' }
        : { suggestion: 'JSON can carry it: send the record with format "json".', advice: ['send-as-json'] }
    super(`The record cannot be sent: ${subject} ${reason}`, details, { ...words, ...options })
  }
}
