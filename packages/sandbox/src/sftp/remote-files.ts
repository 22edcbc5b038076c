import { posix } from 'node:path'

/** A file of the server. */
export interface RemoteFile {
  readonly content: Buffer
  /** Epoch milliseconds. */
  readonly modifiedAt: number
}

/** Why something cannot be done with a path. */
export class RemoteFileError extends Error {
  readonly reason: 'missing' | 'exists' | 'folder' | 'not-empty'

  constructor(reason: RemoteFileError['reason'], path: string) {
    super(`${path}: ${reason}`)
    this.name = 'RemoteFileError'
    this.reason = reason
  }
}

/** Folders and files in memory. Paths begin with `/`; whatever is not there throws `RemoteFileError`. */
export interface RemoteFiles {
  /** Called before anybody looks, so that what Coupa does with files meanwhile is done by then. */
  onLook(hook: () => void): void
  look(): void
  folder(path: string): void
  /** Undefined where nothing is. */
  kindOf(path: string): 'file' | 'folder' | undefined
  /** Names in a folder, in alphanumeric order. */
  list(folder: string): readonly string[]
  read(path: string): RemoteFile
  /** Replaces the content of a file, or makes one. */
  write(path: string, content: Buffer): void
  remove(path: string): void
  removeFolder(path: string): void
  /** Fails where the new name is taken. */
  rename(from: string, to: string): void
}

export function createRemoteFiles(now: () => number): RemoteFiles {
  const files = new Map<string, RemoteFile>()
  const folders = new Set(['/'])
  const hooks: (() => void)[] = []
  const at = (path: string): string => posix.resolve('/', path)

  function kindOf(path: string): 'file' | 'folder' | undefined {
    if (folders.has(at(path))) return 'folder'
    return files.has(at(path)) ? 'file' : undefined
  }

  function read(path: string): RemoteFile {
    const file = files.get(at(path))
    if (file === undefined) throw new RemoteFileError(folders.has(at(path)) ? 'folder' : 'missing', path)
    return file
  }

  function list(folder: string): readonly string[] {
    if (!folders.has(at(folder))) throw new RemoteFileError('missing', folder)
    return [...folders, ...files.keys()]
      .filter((path) => path !== '/' && posix.dirname(path) === at(folder))
      .map((path) => posix.basename(path))
      .toSorted()
  }

  function checkFolderOf(path: string): void {
    if (!folders.has(posix.dirname(at(path)))) throw new RemoteFileError('missing', posix.dirname(at(path)))
  }

  return {
    onLook: (hook) => void hooks.push(hook),
    look: () => {
      for (const hook of hooks) hook()
    },
    folder: (path) => {
      const parts = at(path).split('/').slice(1)
      for (let count = 1; count <= parts.length; count++) folders.add(`/${parts.slice(0, count).join('/')}`)
    },
    kindOf,
    list,
    read,
    write: (path, content) => {
      checkFolderOf(path)
      if (folders.has(at(path))) throw new RemoteFileError('folder', path)
      files.set(at(path), { content, modifiedAt: now() })
    },
    remove: (path) => {
      read(path)
      files.delete(at(path))
    },
    removeFolder: (path) => {
      if (list(path).length > 0) throw new RemoteFileError('not-empty', path)
      folders.delete(at(path))
    },
    rename: (from, to) => {
      const file = read(from)
      checkFolderOf(to)
      if (kindOf(to) !== undefined) throw new RemoteFileError('exists', to)
      files.delete(at(from))
      files.set(at(to), file)
    },
  }
}
