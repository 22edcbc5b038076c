import { createHash } from 'node:crypto'
import type { Client, InputAttributes, SFTPWrapper, Stats } from 'ssh2'
import type { OpenOptions } from '../contract/destination-type.ts'
import { EndpointError } from '../contract/endpoint-error.ts'
import { blockBytes, createOpenFiles } from './open-files.ts'
import { hasStatus, status } from './sftp-error.ts'
import { createRequests, type SftpRequests } from './sftp-requests.ts'

/** Bytes that are hashed at once. */
const hashedBytes = 32_768

export interface FolderEntry {
  readonly name: string
  readonly size: number
  readonly changedAtMs: number
  readonly isFolder: boolean
}

/** The operations on a server's files, each a promise that rejects with the server's status. */
export interface SftpSession {
  readonly isOpen: boolean
  /** Creates the file, or fails if it exists. */
  createNew(path: string): Promise<void>
  /** Writes the whole file, in the place of an earlier one, and compares its size. */
  upload(path: string, bytes: Uint8Array): Promise<void>
  /** The same for a file that arrives in pieces; the pieces are not kept. */
  uploadPieces(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void>
  append(path: string, bytes: Uint8Array, offset: number): Promise<void>
  /** Undefined if there is no such file. */
  read(path: string, start?: number): Promise<Buffer | undefined>
  /** A file in pieces of 1 MiB; its size is that of the moment when reading begins. */
  readPieces(path: string): AsyncIterable<Uint8Array>
  /** The bytes from `start` up to and without `end`. */
  readRange(path: string, start: number, end: number): Promise<Uint8Array>
  /** Hexadecimal SHA-256 of a file, which is not held in memory. Undefined if there is no such file. */
  sha256(path: string): Promise<string | undefined>
  /** Undefined if there is no such file. */
  size(path: string): Promise<number | undefined>
  /** Undefined if there is no such file or folder. */
  look(path: string): Promise<Omit<FolderEntry, 'name'> | undefined>
  truncate(path: string, size: number): Promise<void>
  /** Never takes the place of another file. */
  rename(from: string, to: string): Promise<void>
  /** Takes the place of another file, in one step where the server can do that. */
  replace(from: string, to: string): Promise<void>
  /** No error if there is no such file. */
  remove(path: string): Promise<void>
  list(folder: string): Promise<readonly FolderEntry[]>
  makeFolder(path: string): Promise<void>
  close(): void
}

/** Starts SFTP on a connection that is signed in. */
export async function createSession(
  client: Client,
  options: Pick<OpenOptions, 'clock' | 'signal'>,
): Promise<SftpSession> {
  const requests = createRequests(client, options)
  return sessionOf(await startSftp(client, requests), requests)
}

async function startSftp(client: Client, requests: SftpRequests): Promise<SFTPWrapper> {
  try {
    return await requests.ask<SFTPWrapper>((answer) => client.sftp(answer))
  } catch (error) {
    if (!requests.isOpen) throw error
    throw new EndpointError('NOT_PERMITTED', 'The server does not allow the user to use SFTP.', {
      field: 'user',
      remedy: 'Ask the operator of the server to allow SFTP for the user.',
      cause: error,
    })
  }
}

function sessionOf(sftp: SFTPWrapper, requests: SftpRequests): SftpSession {
  const { ask, askExtension } = requests
  const files = createOpenFiles(sftp, requests)

  return {
    get isOpen() {
      return requests.isOpen
    },
    createNew: (path) => files.withFile(path, 'wx', async () => {}),
    upload: (path, bytes) =>
      upload(path, async (handle) => {
        await files.write(handle, bytes, 0)
        return bytes.byteLength
      }),
    uploadPieces: (path, pieces) => upload(path, (handle) => files.writePieces(handle, pieces)),
    append: async (path, bytes, offset) => {
      try {
        await files.withFile(path, 'a', (handle) => files.write(handle, bytes, offset))
      } catch (error) {
        throw await explainFailure(error, path)
      }
    },
    read: async (path, start = 0) => {
      const length = await size(path)
      if (length === undefined) return undefined
      return await files.withFile(path, 'r', async (handle) => {
        const buffer = Buffer.alloc(Math.max(0, length - start))
        return buffer.subarray(0, await files.fill(handle, buffer, start))
      })
    },
    readPieces,
    readRange: (path, start, end) => files.withFile(path, 'r', (handle) => files.readBlock(handle, start, end - start)),
    sha256: async (path) => {
      const length = await size(path)
      if (length === undefined) return undefined
      return await files.withFile(path, 'r', (handle) => hashOf(handle, length))
    },
    size,
    look,
    truncate: async (path, length) => {
      const attributes: Partial<InputAttributes> & { size: number } = { size: length }
      await ask<void>((answer) => sftp.setstat(path, attributes as unknown as InputAttributes, answer))
    },
    rename,
    replace: async (from, to) => {
      if (await askExtension((answer) => sftp.ext_openssh_rename(from, to, answer))) return
      await remove(to)
      await rename(from, to)
    },
    remove,
    list: async (folder) => {
      const entries = await ask<readonly { readonly filename: string; readonly attrs: Stats }[]>((answer) =>
        sftp.readdir(folder, answer),
      )
      return entries.map(({ filename, attrs }) => ({ name: filename, ...lookOf(attrs) }))
    },
    makeFolder: async (path) => {
      await ask<void>((answer) => sftp.mkdir(path, answer))
    },
    close: () => requests.close(),
  }

  /** Writes a file, in the place of an earlier one, and compares its size with what was sent. */
  async function upload(path: string, write: (handle: Buffer) => Promise<number>): Promise<void> {
    let sent: number
    try {
      sent = await files.withFile(path, 'w', write)
    } catch (error) {
      throw await explainFailure(error, path)
    }
    const stored = await size(path)
    if (stored === sent) return
    throw new EndpointError('INTERRUPTED', `${path} has ${stored ?? 0} bytes on the server, and ${sent} were sent.`)
  }

  /** OpenSSH says only "Failure" when its disk is full; how much is free says why. */
  async function explainFailure(error: unknown, path: string): Promise<unknown> {
    if (!hasStatus(error, status.failure) || !requests.isOpen) return error
    const folder = path.slice(0, path.lastIndexOf('/')) || '/'
    const free = await ask<{ readonly f_bavail?: number }>((answer) => sftp.ext_openssh_statvfs(folder, answer)).catch(
      () => undefined,
    )
    if (free?.f_bavail !== 0) return error
    return Object.assign(new Error('the disk is full', { cause: error }), { code: status.noSpace })
  }

  async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
    const length = (await size(path)) ?? 0
    const handle = await files.open(path)
    try {
      for (let start = 0; start < length; start += blockBytes) {
        yield await files.readBlock(handle, start, Math.min(blockBytes, length - start))
      }
    } finally {
      await files.close(handle)
    }
  }

  async function hashOf(handle: Buffer, length: number): Promise<string> {
    const hash = createHash('sha256')
    const buffer = Buffer.alloc(hashedBytes)
    for (let done = 0; done < length; ) {
      const count = await files.fill(handle, buffer.subarray(0, Math.min(hashedBytes, length - done)), done)
      if (count === 0) break
      hash.update(buffer.subarray(0, count))
      done += count
    }
    return hash.digest('hex')
  }

  async function size(path: string): Promise<number | undefined> {
    return (await look(path))?.size
  }

  async function look(path: string): Promise<Omit<FolderEntry, 'name'> | undefined> {
    try {
      return lookOf(await ask<Stats>((answer) => sftp.stat(path, answer)))
    } catch (error) {
      if (hasStatus(error, status.noSuchFile)) return undefined
      throw error
    }
  }

  async function rename(from: string, to: string): Promise<void> {
    await ask<void>((answer) => sftp.rename(from, to, answer))
  }

  async function remove(path: string): Promise<void> {
    try {
      await ask<void>((answer) => sftp.unlink(path, answer))
    } catch (error) {
      if (!hasStatus(error, status.noSuchFile)) throw error
    }
  }
}

function lookOf(found: Stats): Omit<FolderEntry, 'name'> {
  return { size: found.size, changedAtMs: found.mtime * 1000, isFolder: found.isDirectory() }
}
