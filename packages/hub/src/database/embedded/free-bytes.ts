import { statfs } from 'node:fs/promises'

/** What an ordinary user, as which the server runs, may still write on the disk of a folder. */
export async function readFreeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
