import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  snappyUncompress,
} from 'hyparquet'
import { EndpointError } from '../../contract/endpoint-error.ts'
import { InputRefusedError } from '../../contract/input-refused-error.ts'
import type { InputReading, InputRecord } from '../../contract/source.ts'
import type { InputContent } from './input-content.ts'
import { exactParsers, takeDecimals, toValue } from './parquet-values.ts'

/** Rows that are held in memory at once; groups of rows in a file may have millions. */
const rowsAtOnce = 10_000
/** The largest piece that is unpacked; writers make pieces of about 1 MiB. */
const largestPageBytes = 256 * 1024 * 1024

/**
 * Reads Parquet. Decimals, dates and times are exact texts; lists and objects stay what they are. Throws `InputRefusedError`
 * for what is not a Parquet file, or is packed in a way that is not known here.
 */
export async function readParquet(content: InputContent): Promise<InputReading> {
  const slices = new Map<string, Promise<ArrayBuffer>>()
  const file: AsyncBuffer = {
    byteLength: content.sizeBytes,
    slice: async (start, end = content.sizeBytes) => {
      const name = `${start} ${end}`
      const slice = slices.get(name) ?? toArrayBuffer(content.slice(start, end))
      slices.set(name, slice)
      return await slice
    },
  }
  const metadata = await unlessRefused(0, async () => {
    if (content.sizeBytes < 12) throw new Error('it is shorter than any Parquet file')
    return await parquetMetadataAsync(file, { geoparquet: false })
  })
  // A group of rows is fetched once, and forgotten with the next one.
  return { columns: columnsOf(metadata), records: recordsOf(file, metadata, () => slices.clear()), notices: [] }
}

function columnsOf(metadata: FileMetaData): readonly string[] {
  return parquetSchema(metadata).children.map(({ element }) => element.name)
}

async function* recordsOf(file: AsyncBuffer, metadata: FileMetaData, forget: () => void): AsyncGenerator<InputRecord> {
  const decimals = takeDecimals(metadata.schema)
  const { children } = parquetSchema(metadata)
  let row = 0
  for (const { num_rows: rows } of metadata.row_groups) {
    const groupEnd = row + Number(rows)
    forget()
    while (row < groupEnd) {
      const rowEnd = Math.min(groupEnd, row + rowsAtOnce)
      for (const values of await readRows(file, metadata, row, rowEnd)) {
        row += 1
        const fields = children.map((node) => [node.element.name, toValue(values[node.element.name], node, decimals)])
        yield { row, fields: Object.fromEntries(fields) }
      }
    }
  }
}

async function readRows(
  file: AsyncBuffer,
  metadata: FileMetaData,
  rowStart: number,
  rowEnd: number,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return await unlessRefused(rowStart, async () => {
    let found: readonly Readonly<Record<string, unknown>>[] = []
    await parquetRead({
      ...{ file, metadata, rowStart, rowEnd, compressors },
      rowFormat: 'object',
      parsers: exactParsers,
      utf8: false,
      geoparquet: false,
      onComplete: (rows) => {
        found = rows
      },
    })
    if (found.length !== rowEnd - rowStart) throw new Error(`it has fewer rows than it states`)
    return found
  })
}

/** What comes with Node; Snappy comes with the library. */
const compressors: Compressors = {
  SNAPPY: (input, length) => {
    const output = new Uint8Array(bounded(length))
    snappyUncompress(input, output)
    return output
  },
  GZIP: (input, length) => gunzipSync(input, { maxOutputLength: bounded(length) }),
  BROTLI: (input, length) => brotliDecompressSync(input, { maxOutputLength: bounded(length) }),
  ZSTD: (input, length) => zstdDecompressSync(input, { maxOutputLength: bounded(length) }),
}

function bounded(length: number): number {
  if (length <= largestPageBytes) return Math.max(1, length)
  throw new Error('a piece of it is larger than 256 MiB when it is unpacked')
}

async function toArrayBuffer(bytes: Promise<Uint8Array>): Promise<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = await bytes
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
}

/** Failures of the other end stay what they are; any other one is a fault of the file. */
async function unlessRefused<Result>(before: number, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof EndpointError) throw error
    const reason = error instanceof Error ? error.message.replace(/^parquet (?:file )?/, '') : String(error)
    const where = before === 0 ? '' : ` after row ${before}`
    throw new InputRefusedError('MALFORMED', `The file cannot be read as Parquet${where}: ${reason}.`, {
      ...(before === 0 ? {} : { row: before + 1 }),
      remedy: reason.includes('codec')
        ? 'Write the file with Snappy, gzip, Brotli or Zstandard, or without compression.'
        : 'Write the file again, or set source.format to what it is.',
      cause: error,
    })
  }
}
