import { EndpointError, type EndpointErrorCode } from '../contract/endpoint-error.ts'

const codes: Readonly<Record<string, readonly [EndpointErrorCode, string, string]>> = {
  ENOSPC: ['NO_SPACE', 'the disk is full', 'Free space on the disk. The run continues where it stopped.'],
  EDQUOT: ['NO_SPACE', 'the quota of the disk is used up', 'Free space or raise the quota.'],
  EMFILE: ['NO_SPACE', 'too many files are open', 'Raise the limit of open files (ulimit -n).'],
  ENFILE: ['NO_SPACE', 'too many files are open on this machine', 'Raise the limit of open files of the system.'],
  EACCES: ['NOT_PERMITTED', 'it is not allowed', 'Give the user that runs this program the right to do so.'],
  EPERM: ['NOT_PERMITTED', 'it is not allowed', 'Give the user that runs this program the right to do so.'],
  EROFS: ['NOT_PERMITTED', 'the file system is read-only', 'Choose a folder that can be written to.'],
  ENOENT: ['NOT_FOUND', 'it does not exist', 'Create it, or correct the setting folder.'],
  ENOTDIR: ['NOT_FOUND', 'a part of the path is a file', 'Correct the setting folder.'],
  EEXIST: ['NOT_FOUND', 'a file has its name', 'Correct the setting folder.'],
  EIO: ['INTERRUPTED', 'the disk failed to read or write', 'Check the disk.'],
  ESTALE: ['INTERRUPTED', 'the network file system lost the file', 'Check the connection to the file server.'],
}

/** A failure of the file system in the words of a destination. `action` begins with a capital: `Writing /out/x.csv`. */
export function fileError(error: unknown, action: string): EndpointError {
  if (error instanceof EndpointError) return error
  const systemCode = (error as NodeJS.ErrnoException)?.code ?? ''
  const [code, reason, remedy] = codes[systemCode] ?? ['REFUSED', systemCode || String(error), undefined]
  return new EndpointError(code, `${action} failed: ${reason}.`, { field: 'folder', remedy, cause: error })
}

export function hasCode(error: unknown, ...wanted: readonly string[]): boolean {
  return wanted.includes((error as NodeJS.ErrnoException)?.code ?? '')
}
