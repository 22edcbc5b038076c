import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { DatabaseError } from '../database/failures/database-error.ts'

/** No line of a backup comes near this length. A file with a longer line is not a backup, and would fill the memory. */
const maxLineBytes = 256 * 1024 * 1024

/**
 * The lines of a gzip stream, without their line ends. Throws a `DatabaseError` (`BACKUP_UNREADABLE`) when the stream is cut
 * off or changed.
 */
export async function* readLines(input: Readable): AsyncGenerator<string> {
  const gunzip = createGunzip()
  input.on('error', (error) => gunzip.destroy(error))
  let pending: Buffer[] = []
  let pendingBytes = 0
  try {
    for await (const chunk of input.pipe(gunzip) as AsyncIterable<Buffer>) {
      let start = 0
      for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, start)) {
        yield Buffer.concat([...pending, chunk.subarray(start, end)]).toString('utf8')
        pending = []
        pendingBytes = 0
        start = end + 1
      }
      pending.push(chunk.subarray(start))
      pendingBytes += chunk.length - start
      if (pendingBytes > maxLineBytes) throw unreadable('one of its lines has no end')
    }
  } catch (error) {
    const code = (error as { readonly code?: unknown }).code
    if (typeof code === 'string' && code.startsWith('Z_')) throw unreadable('it is cut off or changed', error)
    throw error
  } finally {
    input.unpipe(gunzip)
    gunzip.destroy()
    input.destroy()
  }
  if (pendingBytes > 0) throw unreadable('it is cut off')
}

/** The file cannot be restored. */
export function unreadable(why: string, cause?: unknown): DatabaseError {
  return new DatabaseError(
    'BACKUP_UNREADABLE',
    `This backup cannot be restored: ${why}. The database is unchanged.`,
    'Use another backup, or copy this one again from where it was kept.',
    { cause },
  )
}
