import { openAsBlob } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { UsageError } from '../../command/usage-error.ts'

/** A file that is to be sent; its content is read while it is sent. */
export interface Upload {
  readonly content: Blob
  readonly fileName: string
}

/** Opens a file to send. `what` completes the phrase "The file …" in messages. */
export async function openUpload(path: string, what: string): Promise<Upload> {
  try {
    if (!(await stat(path)).isFile()) {
      throw new UsageError(`The file ${what}, ${path}, is a folder or device.`, { suggestion: 'Name a file.' })
    }
    return { content: await openAsBlob(path), fileName: basename(path) }
  } catch (error) {
    if (error instanceof UsageError) throw error
    const { code } = error as NodeJS.ErrnoException
    const problem = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown reason'})`
    throw new UsageError(`The file ${what}, ${path}, ${problem}; nothing was sent.`, { cause: error })
  }
}
