import { copyFile, open, stat, truncate } from 'node:fs/promises'
import type { EmbeddedPlaces } from './places.ts'

/** The server's log takes at most twice this: the current file and the previous one. */
const maxLogBytes = 1_048_576

/** Opens the log for a new server to append to. Close the handle once the server has it. */
export async function openLog({
  log,
}: EmbeddedPlaces): Promise<{ readonly handle: Awaited<ReturnType<typeof open>>; readonly sizeBytes: number }> {
  const handle = await open(log, 'a', 0o600)
  return { handle, sizeBytes: (await handle.stat()).size }
}

/**
 * Rotates the log when it has grown too long, also under a running server, which continues at the start of the emptied file. A
 * line written at this very moment may be lost.
 */
export async function rotateLog({ log }: EmbeddedPlaces, maxBytes: number = maxLogBytes): Promise<void> {
  const found = await stat(log).catch(() => undefined)
  if (found === undefined || found.size <= maxBytes) return
  await copyFile(log, `${log}.1`)
  await truncate(log)
}

/** What stands in the log behind a place, the last 16 KiB at most. */
export async function readLogSince({ log }: EmbeddedPlaces, fromByte: number): Promise<string> {
  const handle = await open(log, 'r')
  try {
    const { size } = await handle.stat()
    const start = Math.max(Math.min(fromByte, size), size - 16_384)
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(size - start), position: start })
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}
