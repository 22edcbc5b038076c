import { openAsBlob } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { fileError, hasCode } from '../../files/file-error.ts'

/**
 * Opens a file that a record of an input names, from the folder of the input or one below it; its content is read when it is
 * sent. Undefined where there is none, and for a name that leads out of the folder.
 */
export async function openBeside(folder: string, name: string): Promise<Blob | undefined> {
  const path = join(folder, name)
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(path)])
    const below = relative(root, real)
    const isInside = below !== '' && !below.startsWith('..') && !isAbsolute(below)
    if (!isInside || !(await stat(real)).isFile()) return undefined
    return await openAsBlob(real)
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined
    throw fileError(error, `Reading ${path}`)
  }
}
