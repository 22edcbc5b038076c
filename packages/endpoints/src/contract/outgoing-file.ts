/** A file that belongs to a record of a batch, still on its way. */
export interface OutgoingFile {
  /** The record that it belongs to. */
  readonly record: number | string
  /** Where it comes from: `image-scan`, `attachment-12`. Letters, digits and hyphens. */
  readonly source: string
  /** As it is called in Coupa; undefined where nobody says. */
  readonly name: string | undefined
  readonly contentType: string
  /** Length of the content; undefined where nobody says. */
  readonly sizeBytes: number | undefined
  readonly content: AsyncIterable<Uint8Array>
}
