import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { UsageError } from '../command/usage-error.ts'
import { LockHeldError, type OwnerLock, takeLock } from '../files/owner-lock.ts'
import { syncFolder } from '../files/private-file.ts'
import { createBuffered, type OutputTarget } from './output-target.ts'

/**
 * A file that is written as `FILE.partial` in the same folder and gets its name only once it is complete. A lock keeps a second
 * run away meanwhile. `continueAt` keeps that many bytes of an earlier run and appends to them. Anything that is not a regular
 * file (`/dev/null`, a named pipe) is written in place.
 */
export async function openFileTarget(
  file: string,
  { continueAt }: { continueAt?: number | undefined } = {},
): Promise<OutputTarget> {
  const place = await findPlace(file)
  if (place.kind === 'in-place') return await openInPlace(place.path)
  const { path } = place
  const partial = `${path}.partial`
  const lock = await lockPartial(partial, file)
  let handle: FileHandle
  try {
    handle = await openPartial(partial, continueAt)
  } catch (error) {
    await lock.release()
    throw error
  }
  return fileTarget({ handle, partial, path, lock, start: continueAt ?? 0 })
}

/**
 * Gives a file its name when a run was killed in the moment between its last byte and that. Does nothing when no file of just
 * this size waits for its name: then it has it.
 */
export async function finishFile(file: string, sizeBytes: number): Promise<void> {
  const place = await findPlace(file)
  if (place.kind === 'in-place') return
  const partial = await stat(`${place.path}.partial`).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  if (partial?.size !== sizeBytes) return
  const target = await openFileTarget(file, { continueAt: sizeBytes })
  await target.complete()
}

function fileTarget({
  handle,
  partial,
  path,
  lock,
  start,
}: {
  handle: FileHandle
  partial: string
  path: string
  lock: OwnerLock
  start: number
}): OutputTarget {
  let position = start
  const buffered = createBuffered(async (bytes) => {
    await handle.writeFile(bytes)
    position += bytes.length
  })
  const flush = async (): Promise<void> => {
    await buffered.drain()
    await handle.sync()
  }
  return {
    write: buffered.add,
    path: partial,
    get position() {
      return position
    },
    drain: buffered.drain,
    sync: () => handle.sync(),
    flush,
    complete: async () => {
      await flush()
      await handle.close()
      await rename(partial, path)
      await syncFolder(dirname(path))
      await lock.release()
    },
    abandon: async ({ keep }) => {
      await handle.close().catch(() => {})
      if (!keep) await rm(partial, { force: true })
      await lock.release()
    },
  }
}

type Place = { readonly kind: 'aside' | 'in-place'; readonly path: string }

/** Follows a symbolic link, so that the link stays and its target is replaced. */
async function findPlace(file: string): Promise<Place> {
  try {
    const path = await realpath(file)
    const facts = await stat(path)
    if (facts.isDirectory()) throw new UsageError(`--output ${file} is a folder.`, { suggestion: 'Name a file in it.' })
    return { kind: facts.isFile() ? 'aside' : 'in-place', path }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  try {
    return { kind: 'aside', path: join(await realpath(dirname(file)), basename(file)) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new UsageError(`The folder of --output ${file} does not exist.`, {
      suggestion: `Create it first: mkdir -p ${dirname(file)}`,
      cause: error,
    })
  }
}

async function lockPartial(partial: string, file: string): Promise<OwnerLock> {
  try {
    return await takeLock(`${partial}.lock`, { isTemporary: true })
  } catch (error) {
    if (error instanceof LockHeldError) {
      throw new UsageError(`Another run (${error.owner}) is writing ${file}.`, {
        suggestion: 'Wait for it, or give another --output.',
        cause: error,
      })
    }
    if ((error as NodeJS.ErrnoException).code === 'EACCES' || (error as NodeJS.ErrnoException).code === 'EROFS') {
      throw new UsageError(`This user may not write in the folder of --output ${file}.`, { cause: error })
    }
    throw error
  }
}

async function openPartial(partial: string, continueAt: number | undefined): Promise<FileHandle> {
  if (continueAt === undefined) return await open(partial, 'w')
  const handle = await open(partial, 'r+').catch((error: unknown) => {
    throw new UsageError(
      `The checkpoint continues after ${continueAt} bytes of ${partial}, and that file does not exist.`,
      {
        suggestion: 'Put it back, or remove the checkpoint file to read from the beginning.',
        cause: error,
      },
    )
  })
  const { size } = await handle.stat()
  if (size < continueAt) {
    await handle.close()
    throw new UsageError(`${partial} has ${size} bytes, and the checkpoint knows of ${continueAt}.`, {
      suggestion: 'The file was changed. Remove it and the checkpoint file to read from the beginning.',
    })
  }
  await handle.truncate(continueAt)
  await handle.close()
  return await open(partial, 'a')
}

async function openInPlace(path: string): Promise<OutputTarget> {
  const handle = await open(path, 'w')
  let position = 0
  const buffered = createBuffered(async (bytes) => {
    await handle.writeFile(bytes)
    position += bytes.length
  })
  return {
    write: buffered.add,
    path,
    get position() {
      return position
    },
    drain: buffered.drain,
    sync: async () => {},
    flush: buffered.drain,
    complete: async () => {
      await buffered.drain()
      await handle.close()
    },
    abandon: async () => {
      await handle.close().catch(() => {})
    },
  }
}
