import type { CommittedObject } from '../contract/batch.ts'
import type { EncodedObject } from './encode-batch.ts'

/** One line of `manifest.ndjson`. What has no line there does not exist for a consumer. */
export interface ManifestLine {
  readonly batch: string
  /** Name of the object, relative to the folder of the manifest. */
  readonly file: string
  readonly table: string
  readonly records: number
  readonly sha256: string
  /** ISO 8601, UTC. */
  readonly committedAt: string
  readonly generation?: string | undefined
  /** Of a file that belongs to a record: the id of the record. */
  readonly record?: number | string | undefined
  /** Of a file that belongs to a record: `image-scan`, `attachment-12`. */
  readonly source?: string | undefined
  /** Of a file that belongs to a record: its name in Coupa. */
  readonly name?: string | undefined
  readonly contentType?: string | undefined
  readonly bytes?: number | undefined
}

/** A line before its batch is committed. */
export type UncommittedLine = Omit<ManifestLine, 'committedAt'>

export const manifestName = 'manifest.ndjson'

/** The lines of a batch. */
export function uncommittedLines(
  objects: readonly Omit<EncodedObject, 'bytes'>[],
  batch: { readonly id: string; readonly generation?: string | undefined },
): readonly UncommittedLine[] {
  const { id, generation } = batch
  return objects.map(({ name, table, records, sha256 }) => ({
    batch: id,
    file: name,
    table,
    records,
    sha256,
    ...(generation === undefined ? {} : { generation }),
  }))
}

/** The lines as text, each with its line end. */
export function encodeManifest(lines: readonly ManifestLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

/** The lines of a batch in the text of a manifest. A last line without its end was cut short and does not count. */
export function findInManifest(text: string, batch: string): readonly ManifestLine[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole
    .split('\n')
    .filter((line) => line.includes(batch))
    .map((line): ManifestLine => JSON.parse(line))
    .filter((line) => line.batch === batch)
}

/** What the receipt of a run says of the objects. */
export function committedObjects(lines: readonly ManifestLine[]): readonly CommittedObject[] {
  return lines.map(({ file, records, sha256 }) => ({ object: file, records, sha256 }))
}
