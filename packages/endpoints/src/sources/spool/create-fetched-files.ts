import { openAsBlob } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { posix } from 'node:path'
import type { OpenSourceOptions } from '../../contract/source-type.ts'
import { fileError } from '../../files/file-error.ts'
import type { FilePlace } from '../file-place.ts'
import { spoolFile } from './spool-file.ts'

/** Files that are kept at once: more than records that are on their way name together. */
const mostFiles = 200

/** Files of a place that is not on this machine, fetched when a record names them. Disposing removes them. */
export interface FetchedFiles extends AsyncDisposable {
  /** Undefined where there is none, and for a name that leads out of the place. */
  openFile(name: string): Promise<Blob | undefined>
}

/** Fetches files into temporary ones that only the user can read: a scan may be larger than the memory. */
export function createFetchedFiles(
  place: Pick<FilePlace, 'look' | 'stream'>,
  { workFolder = tmpdir(), clock }: Pick<OpenSourceOptions, 'workFolder' | 'clock'>,
): FetchedFiles {
  const fetched = new Map<string, Promise<string>>()

  async function fetchFile(name: string): Promise<string> {
    const path = await told('Writing to', workFolder, () => spoolFile(workFolder, clock))
    try {
      await using file = await open(path, 'wx', 0o600)
      for await (const piece of place.stream(name)) await file.write(piece)
      return path
    } catch (error) {
      await rm(path, { force: true }).catch(() => {})
      if (error instanceof Error && 'syscall' in error) throw fileError(error, `Writing ${path}`)
      throw error
    }
  }

  async function forget(key: string): Promise<void> {
    const path = await fetched.get(key)?.catch(() => undefined)
    fetched.delete(key)
    if (path !== undefined) await rm(path, { force: true })
  }

  return {
    openFile: async (name) => {
      const inside = posix.normalize(name.replaceAll('\\', '/'))
      if (inside === '.' || inside.startsWith('..') || posix.isAbsolute(inside)) return undefined
      const look = await place.look(inside)
      if (look === undefined) return undefined
      const key = `${inside} ${look.version}`
      // A file that several records name is fetched once.
      const path = fetched.get(key) ?? fetchFile(inside)
      fetched.delete(key)
      fetched.set(key, path)
      const [oldest] = fetched.keys()
      if (fetched.size > mostFiles && oldest !== undefined) await forget(oldest)
      try {
        return await openAsBlob(await path)
      } catch (error) {
        fetched.delete(key)
        throw error
      }
    },
    [Symbol.asyncDispose]: async () => {
      for (const key of [...fetched.keys()]) await forget(key)
    },
  }
}

async function told<Result>(action: string, folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw fileError(error, `${action} ${folder}`)
    throw error
  }
}
