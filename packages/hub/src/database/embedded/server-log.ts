import { copyFile, open, stat, truncate } from 'node:fs/promises'
import type { EmbeddedPlaces } from './places.ts'

/** What the server says takes at most twice this: one file that it writes, and the one before it. */
const maxLogBytes = 1_048_576

/** Opens the server's log for a new server to write at its end. Close the handle when the server has it. */
export async function openLog({
  log,
}: EmbeddedPlaces): Promise<{ readonly handle: Awaited<ReturnType<typeof open>>; readonly sizeBytes: number }> {
  const handle = await open(log, 'a', 0o600)
  return { handle, sizeBytes: (await handle.stat()).size }
}

/**
 * Puts the log aside when it has grown too long, also under a server that runs: it goes on at the beginning of the emptied
 * file. A line that it writes in this moment may be lost.
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
