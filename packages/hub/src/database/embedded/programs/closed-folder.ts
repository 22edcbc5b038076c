import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ServerUser } from './server-user.ts'

/**
 * The outermost folder on the way to a path, including the path, that a user may not enter. Undefined when the way is open. The
 * path contains no links.
 */
export async function findClosedFolder(path: string, user: ServerUser): Promise<string | undefined> {
  const parent = dirname(path)
  const outer = parent === path ? undefined : await findClosedFolder(parent, user)
  return outer ?? ((await mayEnter(path, user)) ? undefined : path)
}

async function mayEnter(folder: string, { uid, gid }: ServerUser): Promise<boolean> {
  const found = await stat(folder)
  const needed = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001
  return (found.mode & needed) !== 0
}
