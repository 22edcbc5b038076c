import { createReadStream, type Stats } from 'node:fs'
import { link, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { replaceDurably, syncFolder } from '../../files/durable.ts'
import { fileError, hasCode } from '../../files/file-error.ts'
import { makeFolder } from '../../files/make-folder.ts'
import type { FileLook, FilePlace } from '../file-place.ts'

/** A folder of this machine. */
export function createLocalPlace(folder: string): FilePlace {
  const at = (path: string): string => join(folder, path)

  async function look(path: string): Promise<FileLook | undefined> {
    try {
      const found = await stat(at(path))
      return found.isFile() ? lookOf(found) : undefined
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return undefined
      throw fileError(error, `Reading ${at(path)}`)
    }
  }

  async function list(): Promise<ReadonlyMap<string, FileLook>> {
    const looks = new Map<string, FileLook>()
    const names = await told(`Reading ${folder}`, () => readdir(folder))
    for (const name of names) {
      const found = await look(name)
      if (found !== undefined) looks.set(name, found)
    }
    return looks
  }

  return {
    list,
    look,
    title: at,
    stream: async function* (path) {
      try {
        yield* createReadStream(at(path)) as AsyncIterable<Uint8Array>
      } catch (error) {
        if (isOfSystem(error)) throw fileError(error, `Reading ${at(path)}`)
        throw error
      }
    },
    slice: async (path, start, end) => {
      return await told(`Reading ${at(path)}`, async () => {
        await using file = await open(at(path), 'r')
        const buffer = Buffer.alloc(end - start)
        const { bytesRead } = await file.read(buffer, 0, buffer.length, start)
        return buffer.subarray(0, bytesRead)
      })
    },
    replace: async (path, content) => {
      await told(`Writing ${at(path)}`, () => replaceDurably(at(path), content))
      return at(path)
    },
    rewrite: (path, content) => told(`Writing ${path}`, () => replaceDurably(path, content)),
    copy: async (from, to) => {
      await told(`Writing ${at(to)}`, async () => {
        await makeFolder(dirname(at(to)), 0o750)
        await linkOver(at(from), at(to))
      })
    },
    move: async (from, to) => {
      await told(`Moving ${at(from)}`, async () => {
        await makeFolder(dirname(at(to)), 0o750)
        await renameIfThere(at(from), at(to))
        await syncFolder(dirname(at(to)))
        await syncFolder(dirname(at(from)))
      })
    },
    removeIfSame: async (path, { version }) => {
      if ((await look(path))?.version !== version) return
      await told(`Deleting ${at(path)}`, async () => {
        await rm(at(path), { force: true })
        await syncFolder(dirname(at(path)))
      })
    },
    [Symbol.asyncDispose]: async () => {},
  }
}

function lookOf({ size, mtimeMs, ino }: Stats): FileLook {
  return { sizeBytes: size, changedAtMs: mtimeMs, version: `${ino} ${size} ${mtimeMs}` }
}

/** The result is replaced as a whole and never written into, so that a second name keeps what it was. */
async function linkOver(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (!hasCode(error, 'EEXIST', 'ENOENT')) throw error
  }
}

async function renameIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    // Moved by a run that was killed right after.
    if (!hasCode(error, 'ENOENT')) throw error
  }
}

async function told<Result>(action: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (isOfSystem(error)) throw fileError(error, action)
    throw error
  }
}

function isOfSystem(error: unknown): boolean {
  return error instanceof Error && 'code' in error && 'syscall' in error
}
