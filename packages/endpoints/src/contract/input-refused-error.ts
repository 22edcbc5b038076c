/** Why an input is refused as a whole. A closed set. */
export type InputRefusedCode =
  /** The text is not UTF-8. */
  | 'ENCODING'
  /** There is no header, or a column has no name, or two have the same. */
  | 'HEADER'
  /** A row has more or fewer cells than the header. */
  | 'UNEVEN_ROW'
  /** The format is broken: a quote that never ends, a line that is not JSON. */
  | 'MALFORMED'
  /** A column is missing that the load cannot do without. */
  | 'COLUMN_MISSING'
  /** A column that the load does not know, where it has to know all. */
  | 'COLUMN_UNKNOWN'
  /** It is larger than the other end allows. */
  | 'TOO_LARGE'

/** An input that is wrong as a whole: nothing of it is loaded. */
export class InputRefusedError extends Error {
  readonly code: InputRefusedCode
  /** The record where it is found, counted from 1. */
  readonly row: number | undefined
  readonly remedy: string | undefined

  constructor(
    code: InputRefusedCode,
    message: string,
    details: ErrorOptions & { readonly row?: number | undefined; readonly remedy?: string | undefined } = {},
  ) {
    const { row, remedy, ...options } = details
    super(message, options)
    this.name = 'InputRefusedError'
    this.code = code
    this.row = row
    this.remedy = remedy
  }
}
