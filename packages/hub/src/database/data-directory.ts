import { chmod, mkdir, readdir, realpath, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatabaseError } from './database-error.ts'
import { type DirectoryLock, takeDirectoryLock } from './directory-lock.ts'

/** The places of an embedded database: everything stands in one directory, so that it can be one mounted volume. */
export interface DataDirectory {
  /** As given, links resolved. */
  readonly home: string
  /** What the database writes. */
  readonly data: string
  /** Copies of `data` that are complete and on the disk. */
  readonly copies: string
  readonly lock: DirectoryLock
}

/**
 * Makes the directory if need be and takes it for this process. What stands in it is for its owner alone (0700). Throws
 * `DatabaseError` when another process has it, it cannot be written, or the disk is full.
 */
export async function openDataDirectory(directory: string): Promise<DataDirectory> {
  try {
    await mkdir(resolve(directory), { recursive: true, mode: 0o700 })
    const home = await realpath(directory)
    const lock = await takeDirectoryLock(join(home, 'lock'), home)
    const places = { home, data: join(home, 'data'), copies: join(home, 'copies'), lock }
    try {
      await mkdir(places.copies, { recursive: true, mode: 0o700 })
      await chmod(places.copies, 0o700)
    } catch (error) {
      await lock.release()
      throw error
    }
    return places
  } catch (error) {
    throw toDirectoryError(error, directory)
  }
}

/** What stands at the place of the data: nothing yet, a database, or files that are none. */
export async function inspectData(data: string): Promise<'nothing' | 'database' | 'something else'> {
  const names: string[] = await readdir(data).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  if (names.length === 0) return 'nothing'
  return names.includes('PG_VERSION') && names.includes('global') ? 'database' : 'something else'
}

/**
 * Makes new data beside its place and moves it there when it is complete: a process that is killed meanwhile leaves
 * nothing that looks like a database.
 */
export async function makeData(data: string, make: (place: string) => Promise<void>): Promise<void> {
  const unfinished = `${data}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  await make(unfinished)
  await rename(unfinished, data)
}

/** Says what is wrong with the directory, where the system only has a code. */
export function toDirectoryError(error: unknown, directory: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100') {
    return new DatabaseError(
      'DATABASE_DISK_FULL',
      `The disk of ${directory} is full.`,
      'Make room on the disk, then start again. What was acknowledged is kept.',
      { cause: error },
    )
  }
  if (code !== undefined && ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ELOOP'].includes(code)) {
    return new DatabaseError(
      'DATABASE_NOT_WRITABLE',
      `The directory ${directory} of the embedded database cannot be written (${code}).`,
      'Give the user that runs this program the directory and the right to write in it, or name another directory.',
      { cause: error },
    )
  }
  return error
}
