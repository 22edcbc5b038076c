import { access, constants, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UsageError } from '../command/usage-error.ts'

/** Checks before the first request that the receipt can be written, and removes an old one. Throws a `UsageError`. */
export async function prepareReceipt(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined
  const folder = dirname(file)
  try {
    if (!(await stat(folder)).isDirectory()) throw new UsageError(`${folder} is not a folder.`)
    await access(folder, constants.W_OK)
    await rm(file, { force: true })
    return file
  } catch (error) {
    throw inWords(file, error)
  }
}

function inWords(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  switch (code) {
    case 'ENOENT':
      return new UsageError(`The folder of --receipt ${file} does not exist.`, {
        suggestion: `Create it first: mkdir -p ${dirname(file)}`,
        cause: error,
      })
    case 'ERR_FS_EISDIR':
      return new UsageError(`--receipt ${file} is a folder.`, { suggestion: 'Name a file in it.', cause: error })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new UsageError(`This user may not write in the folder of --receipt ${file}.`, { cause: error })
    default:
      return error
  }
}
