import { open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** How many copies are kept: if the last one was made of data already damaged, there is the one before it. */
const keptCopies = 2

/**
 * Writes a copy so that it is on the disk, whole, before it gets its name, and takes away all but the last two. The name
 * is made of the time, `2026-01-31T12-00-00.000Z.tar.gz`.
 */
export async function writeCopy(directory: string, content: Blob, nowMs: number): Promise<string> {
  const name = `${new Date(nowMs).toISOString().replaceAll(':', '-')}.tar.gz`
  const unfinished = join(directory, `${name}.unfinished`)
  try {
    const file = await open(unfinished, 'w', 0o600)
    try {
      await file.writeFile(new Uint8Array(await content.arrayBuffer()))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, join(directory, name))
    await syncDirectory(directory)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  for (const old of (await listCopies(directory)).slice(keptCopies)) await rm(join(directory, old), { force: true })
  return join(directory, name)
}

/** Names of the complete copies, newest first. */
export async function listCopies(directory: string): Promise<string[]> {
  const names = await readdir(directory)
  return names
    .filter((name) => name.endsWith('.tar.gz'))
    .sort()
    .reverse()
}

/** Removes what a killed process left of a copy. */
export async function removeUnfinishedCopies(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (name.endsWith('.unfinished')) await rm(join(directory, name), { force: true })
  }
}

async function syncDirectory(directory: string): Promise<void> {
  // Windows has no way to do this, and keeps the order of renames itself.
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
