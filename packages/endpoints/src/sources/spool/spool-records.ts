import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import type { EndpointClock } from '../../contract/destination-type.ts'
import { fileError } from '../../files/file-error.ts'
import { spoolFile } from './spool-file.ts'

/** Text that is written at once. */
const pieceLength = 262_144

/** Records that the other end gives only once, kept in a file until they are loaded. */
export interface SpooledRecords extends AsyncDisposable {
  /** Hexadecimal SHA-256 of the content: equal for equal records, in whatever order they come. */
  readonly sha256: string
  readonly sizeBytes: number
  /** A JSON object a line. */
  stream(): AsyncIterable<Uint8Array>
}

/** Writes records into a file that nobody else can read. Disposing removes it. */
export async function spoolRecords(
  records: AsyncIterable<Readonly<Record<string, unknown>>>,
  { folder, clock }: { readonly folder: string; readonly clock: EndpointClock },
): Promise<SpooledRecords> {
  const digest = createDigest()
  let path = folder
  let sizeBytes = 0
  try {
    path = await spoolFile(folder, clock)
    await using file = await open(path, 'wx', 0o600)
    let piece = ''
    const put = async (): Promise<void> => {
      sizeBytes += (await file.write(piece)).bytesWritten
      piece = ''
    }
    for await (const record of records) {
      const line = JSON.stringify(record)
      digest.add(line)
      piece += `${line}\n`
      if (piece.length >= pieceLength) await put()
    }
    if (piece !== '') await put()
  } catch (error) {
    if (path !== folder) await rm(path, { force: true }).catch(() => {})
    if (error instanceof Error && 'syscall' in error) throw fileError(error, `Writing ${path}`)
    throw error
  }
  return {
    sha256: digest.value(),
    sizeBytes,
    stream: () => createReadStream(path),
    [Symbol.asyncDispose]: async () => await rm(path, { force: true }),
  }
}

/** The sum of the digests of all lines, which does not depend on their order. */
function createDigest(): { add(line: string): void; value(): string } {
  let sum = 0n
  let count = 0
  return {
    add: (line) => {
      sum = BigInt.asUintN(256, sum + BigInt(`0x${createHash('sha256').update(line).digest('hex')}`))
      count += 1
    },
    value: () => createHash('sha256').update(`${count} ${sum}`).digest('hex'),
  }
}
