import { constants, link, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { hasCode } from './file-error.ts'

/** Writes a new file and waits until the disk has it. */
export async function writeDurably(
  path: string,
  content: string | Uint8Array | AsyncIterable<Uint8Array | string>,
): Promise<void> {
  await using file = await open(path, 'w', 0o640)
  await file.writeFile(content)
  await file.sync()
}

/** Writes a file under its name in one step: a reader sees the old one or the new one. */
export async function replaceDurably(path: string, content: string | AsyncIterable<string>): Promise<void> {
  const temporary = `${path}.partial`
  await writeDurably(temporary, content)
  await rename(temporary, path)
  await syncFolder(dirname(path))
}

/** Gives a file a second name, and never takes the place of another file. False if the name is in use. */
export async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

/** Adds whole lines to a file, and says whether it is new. What a power cut left of a last line is cut off first. */
export async function appendLines(path: string, lines: string): Promise<boolean> {
  await using file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o640)
  const { size } = await file.stat()
  const end = size - (await lengthOfTornLine(file, size))
  if (end < size) await file.truncate(end)
  await file.write(Buffer.from(lines), 0, undefined, end)
  await file.sync()
  return size === 0
}

/** Bytes after the last line end. */
async function lengthOfTornLine(file: Awaited<ReturnType<typeof open>>, size: number): Promise<number> {
  const chunk = Buffer.alloc(Math.min(size, 65_536))
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - chunk.length)
    const { bytesRead } = await file.read(chunk, 0, end - start, start)
    const lineEnd = chunk.subarray(0, bytesRead).lastIndexOf(0x0a)
    if (lineEnd >= 0) return size - (start + lineEnd + 1)
    end = start
  }
  return size
}

/** Makes new, renamed and removed names of a folder survive a power cut. Windows knows no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  await using directory = await open(folder, 'r')
  await directory.sync()
}
