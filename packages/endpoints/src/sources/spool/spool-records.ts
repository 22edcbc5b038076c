import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { EndpointClock } from '../../contract/destination-type.ts'
import { fileError } from '../../files/file-error.ts'
import { makeFolder } from '../../files/make-folder.ts'

const spoolName = '.coupa-connector-spool-'
const dayMs = 86_400_000
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
  const path = join(folder, `${spoolName}${randomUUID()}`)
  const digest = createDigest()
  let sizeBytes = 0
  try {
    await makeFolder(folder, 0o750)
    await sweep(folder, clock)
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
    await rm(path, { force: true }).catch(() => {})
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

/** Removes what killed runs left more than a day ago. */
async function sweep(folder: string, clock: EndpointClock): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(spoolName)) continue
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found !== undefined && clock.now() - found.mtimeMs > dayMs) await rm(join(folder, name), { force: true })
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
