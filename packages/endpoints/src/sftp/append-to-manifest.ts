import { encodeManifest, type ManifestLine } from '../objects/manifest-line.ts'
import type { SftpSession } from './sftp-session.ts'

/** Longer than any line. */
const tailBytes = 65_536

/** Adds whole lines. What a lost connection left of a last line is cut off first. */
export async function appendToManifest(
  session: SftpSession,
  path: string,
  lines: readonly ManifestLine[],
): Promise<void> {
  if (lines.length === 0) return
  const size = (await session.size(path)) ?? 0
  const start = Math.max(0, size - tailBytes)
  const tail = (size === 0 ? undefined : await session.read(path, start)) ?? Buffer.alloc(0)
  const end = start + tail.lastIndexOf(0x0a) + 1
  if (end < size) await session.truncate(path, end)
  await session.append(path, Buffer.from(encodeManifest(lines)), end)
}
