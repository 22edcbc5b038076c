import { createHash } from 'node:crypto'
import { EndpointError } from '../contract/endpoint-error.ts'
import type { OutgoingFile } from '../contract/outgoing-file.ts'
import { nameOfShape, type Shape } from '../contract/shape.ts'
import type { UncommittedLine } from './manifest-line.ts'

/** What was received of a file. */
export interface ReceivedFile {
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
}

/** Bytes of a name that is added to that of the object. */
const longestName = 80

/**
 * The name of the object that a file of a record becomes: `invoice_7_attachment-12_r-1_scan.pdf`. What was in the name that
 * could lead elsewhere, or that some system does not take, is replaced.
 */
export function recordFileName(shape: Shape, batch: string, { record, source, name }: OutgoingFile): string {
  const parts = [nameOfShape(shape), String(record), source, batch, ...(name === undefined ? [] : [shortened(name)])]
  return parts.map((part) => part.replaceAll(/[^A-Za-z0-9._-]+/g, '-')).join('_')
}

/** The batch of a file of a record by the name of its object; undefined for a name that is not one of these. */
export function batchOfRecordFile(shape: Shape, name: string): string | undefined {
  const table = `${nameOfShape(shape)}_`
  if (!name.startsWith(table)) return undefined
  return /^[^_]+_[^_]+_([A-Za-z0-9-]+)(?:_|$)/.exec(name.slice(table.length))?.[1]
}

/** The line of a file in the manifest. */
export function recordFileLine(
  shape: Shape,
  batch: string,
  file: OutgoingFile,
  { bytes, sha256 }: ReceivedFile,
): UncommittedLine {
  const { record, source, name, contentType } = file
  return {
    batch,
    file: recordFileName(shape, batch, file),
    table: `${nameOfShape(shape)}_file`,
    records: 1,
    sha256,
    record,
    source,
    ...(name === undefined ? {} : { name }),
    contentType,
    bytes,
  }
}

/** Hands the pieces of a file on, and counts them. Throws at the end of one that is not as long as it should be. */
export function createReceiver(file: OutgoingFile): {
  readonly pieces: AsyncIterable<Uint8Array>
  received(): ReceivedFile
} {
  const hash = createHash('sha256')
  let bytes = 0
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const piece of file.content) {
      hash.update(piece)
      bytes += piece.byteLength
      yield piece
    }
    if (file.sizeBytes === undefined || file.sizeBytes === bytes) return
    throw new EndpointError(
      'INTERRUPTED',
      `${file.source} of record ${file.record} has ${bytes} bytes, and ${file.sizeBytes} were announced.`,
    )
  }
  return { pieces: pieces(), received: () => ({ bytes, sha256: hash.digest('hex') }) }
}

/** Lines of the files whose record is part of the batch. */
export function linesOfRecords(
  lines: readonly UncommittedLine[],
  records: readonly { readonly id: number | string }[],
): readonly UncommittedLine[] {
  const ids = new Set(records.map(({ id }) => String(id)))
  return lines.filter(({ record }) => ids.has(String(record)))
}

/** Keeps the ending, by which systems tell what a file is. */
function shortened(name: string): string {
  if (name.length <= longestName) return name
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? ''
  return `${name.slice(0, longestName - ending.length)}${ending}`
}
