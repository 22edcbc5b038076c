/** The bytes of an input, from its beginning or from any place. */
export interface InputContent {
  readonly sizeBytes: number
  stream(): AsyncIterable<Uint8Array>
  /** The bytes from `start` up to and without `end`. */
  slice(start: number, end: number): Promise<Uint8Array>
}
