import { createHash } from 'node:crypto'
import type { Client, InputAttributes, SFTPWrapper, Stats } from 'ssh2'
import type { OpenOptions } from '../contract/destination-type.ts'
import { EndpointError } from '../contract/endpoint-error.ts'
import { hasStatus, status } from './sftp-error.ts'

/** Every server takes packets of this size. */
const chunkBytes = 32_768
/** Packets on the way at once: what keeps a line with 100 ms of delay busy. */
const chunksAtOnce = 32
const answerTimeoutMs = 60_000

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
  { clock, signal }: Pick<OpenOptions, 'clock' | 'signal'>,
): Promise<SftpSession> {
  let isOpen = true
  const closed = Promise.withResolvers<never>()
  closed.promise.catch(() => {})
  client.once('close', () => {
    isOpen = false
    closed.reject(new Error('closed'))
  })
  const abort = (): void => {
    client.destroy()
  }
  signal?.addEventListener('abort', abort, { once: true })

  /** One request and its answer. */
  async function ask<Answer>(send: (answer: (error?: Error | null, value?: Answer) => void) => void): Promise<Answer> {
    const over = new AbortController()
    const answered = new Promise<Answer>((resolve, reject) => {
      send((error, value) => (error ? reject(error) : resolve(value as Answer)))
    })
    const late = clock.sleep(answerTimeoutMs, over.signal).then(() => {
      if (over.signal.aborted) return
      client.destroy()
      throw new Error('no answer')
    })
    late.catch(() => {})
    try {
      const stopped = late.then(() => new Promise<never>(() => {}))
      stopped.catch(() => {})
      return await Promise.race([answered, closed.promise, stopped])
    } finally {
      over.abort()
    }
  }

  const sftp = await ask<SFTPWrapper>((answer) => client.sftp(answer)).catch((error: unknown) => {
    if (!isOpen) throw error
    throw new EndpointError('NOT_PERMITTED', 'The server does not allow the user to use SFTP.', {
      field: 'user',
      remedy: 'Ask the operator of the server to allow SFTP for the user.',
      cause: error,
    })
  })

  async function withFile<Result>(
    path: string,
    mode: 'r' | 'w' | 'wx' | 'a',
    work: (handle: Buffer) => Promise<Result>,
  ): Promise<Result> {
    const handle = await ask<Buffer>((answer) => sftp.open(path, mode, answer))
    let result: Result
    try {
      result = await work(handle)
    } catch (error) {
      if (isOpen) await ask<void>((answer) => sftp.close(handle, answer)).catch(() => {})
      throw error
    }
    await ask<void>((answer) => sftp.close(handle, answer))
    return result
  }

  async function writeAll(handle: Buffer, bytes: Uint8Array, offset: number): Promise<void> {
    await writeChunks(handle, bytes, offset)
    await flush(handle)
  }

  async function writeChunks(handle: Buffer, bytes: Uint8Array, offset: number): Promise<void> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let next = 0
    const worker = async (): Promise<void> => {
      while (next < buffer.length) {
        const start = next
        const length = Math.min(chunkBytes, buffer.length - start)
        next += length
        await ask<void>((answer) => sftp.write(handle, buffer, start, length, offset + start, answer))
      }
    }
    await Promise.all(Array.from({ length: chunksAtOnce }, worker))
  }

  /** Small pieces are gathered, so that there are always enough packets on the way. Answers with the bytes that were written. */
  async function writePieces(handle: Buffer, pieces: AsyncIterable<Uint8Array>): Promise<number> {
    let offset = 0
    let gathered: Uint8Array[] = []
    let bytes = 0
    const put = async (): Promise<void> => {
      await writeChunks(handle, Buffer.concat(gathered), offset)
      offset += bytes
      gathered = []
      bytes = 0
    }
    for await (const piece of pieces) {
      gathered.push(piece)
      bytes += piece.byteLength
      if (bytes >= chunkBytes * chunksAtOnce) await put()
    }
    await put()
    await flush(handle)
    return offset
  }

  /** Waits until the disk has it, where the server can say that. */
  async function flush(handle: Buffer): Promise<void> {
    await optional((answer) => sftp.ext_openssh_fsync(handle, answer))
  }

  /** False if the server has no such extension. */
  async function optional(send: (answer: (error?: Error | null) => void) => void): Promise<boolean> {
    try {
      await ask<void>(send)
      return true
    } catch (error) {
      const isMissing = hasStatus(error, status.unsupported) || /does not support/i.test(String(error))
      if (isMissing) return false
      throw error
    }
  }

  async function look(path: string): Promise<Omit<FolderEntry, 'name'> | undefined> {
    try {
      return lookOf(await ask<Stats>((answer) => sftp.stat(path, answer)))
    } catch (error) {
      if (hasStatus(error, status.noSuchFile)) return undefined
      throw error
    }
  }

  async function size(path: string): Promise<number | undefined> {
    return (await look(path))?.size
  }

  /** Several packets are on the way at once. */
  async function readBlock(handle: Buffer, start: number, length: number): Promise<Buffer> {
    const buffer = Buffer.alloc(length)
    let next = 0
    const worker = async (): Promise<void> => {
      while (next < length) {
        const from = next
        const to = Math.min(length, from + chunkBytes)
        next = to
        for (let done = from; done < to; ) {
          const at = done
          const count = await ask<number>((answer) => sftp.read(handle, buffer, at, to - at, start + at, answer))
          if (count === 0) throw new EndpointError('INTERRUPTED', 'The file became shorter while it was read.')
          done += count
        }
      }
    }
    await Promise.all(Array.from({ length: chunksAtOnce }, worker))
    return buffer
  }

  async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
    const { size: length } = (await look(path)) ?? { size: 0 }
    const handle = await ask<Buffer>((answer) => sftp.open(path, 'r', answer))
    const pieceBytes = chunkBytes * chunksAtOnce
    try {
      for (let start = 0; start < length; start += pieceBytes) {
        yield await readBlock(handle, start, Math.min(pieceBytes, length - start))
      }
    } finally {
      if (isOpen) await ask<void>((answer) => sftp.close(handle, answer)).catch(() => {})
    }
  }

  async function remove(path: string): Promise<void> {
    try {
      await ask<void>((answer) => sftp.unlink(path, answer))
    } catch (error) {
      if (!hasStatus(error, status.noSuchFile)) throw error
    }
  }

  async function rename(from: string, to: string): Promise<void> {
    await ask<void>((answer) => sftp.rename(from, to, answer))
  }

  /** OpenSSH says only "Failure" when its disk is full; how much is free says why. */
  async function explainFailure(error: unknown, path: string): Promise<unknown> {
    if (!hasStatus(error, status.failure) || !isOpen) return error
    const folder = path.slice(0, path.lastIndexOf('/')) || '/'
    const free = await ask<{ readonly f_bavail?: number }>((answer) => sftp.ext_openssh_statvfs(folder, answer)).catch(
      () => undefined,
    )
    if (free?.f_bavail !== 0) return error
    return Object.assign(new Error('the disk is full', { cause: error }), { code: 14 })
  }

  /** Writes a file, in the place of an earlier one, and compares its size with what was sent. */
  async function upload(path: string, write: (handle: Buffer) => Promise<number>): Promise<void> {
    let sent: number
    try {
      sent = await withFile(path, 'w', write)
    } catch (error) {
      throw await explainFailure(error, path)
    }
    const stored = await size(path)
    if (stored === sent) return
    throw new EndpointError('INTERRUPTED', `${path} has ${stored ?? 0} bytes on the server, and ${sent} were sent.`)
  }

  return {
    get isOpen() {
      return isOpen
    },
    size,
    look,
    remove,
    rename,
    readPieces,
    readRange: (path, start, end) => withFile(path, 'r', (handle) => readBlock(handle, start, end - start)),
    createNew: (path) => withFile(path, 'wx', async () => {}),
    upload: async (path, bytes) => {
      await upload(path, async (handle) => {
        await writeAll(handle, bytes, 0)
        return bytes.byteLength
      })
    },
    uploadPieces: (path, pieces) => upload(path, (handle) => writePieces(handle, pieces)),
    append: async (path, bytes, offset) => {
      try {
        await withFile(path, 'a', (handle) => writeAll(handle, bytes, offset))
      } catch (error) {
        throw await explainFailure(error, path)
      }
    },
    read: async (path, start = 0) => {
      const length = await size(path)
      if (length === undefined) return undefined
      return await withFile(path, 'r', async (handle) => {
        const buffer = Buffer.alloc(Math.max(0, length - start))
        let done = 0
        while (done < buffer.length) {
          const count = await ask<number>((answer) =>
            sftp.read(handle, buffer, done, Math.min(chunkBytes, buffer.length - done), start + done, answer),
          )
          if (count === 0) break
          done += count
        }
        return buffer.subarray(0, done)
      })
    },
    sha256: async (path) => {
      const length = await size(path)
      if (length === undefined) return undefined
      return await withFile(path, 'r', async (handle) => {
        const hash = createHash('sha256')
        const buffer = Buffer.alloc(chunkBytes)
        for (let done = 0; done < length; ) {
          const wanted = Math.min(chunkBytes, length - done)
          const count = await ask<number>((answer) => sftp.read(handle, buffer, 0, wanted, done, answer))
          if (count === 0) break
          hash.update(buffer.subarray(0, count))
          done += count
        }
        return hash.digest('hex')
      })
    },
    truncate: async (path, length) => {
      const attributes: Partial<InputAttributes> & { size: number } = { size: length }
      await ask<void>((answer) => sftp.setstat(path, attributes as unknown as InputAttributes, answer))
    },
    replace: async (from, to) => {
      if (await optional((answer) => sftp.ext_openssh_rename(from, to, answer))) return
      await remove(to)
      await rename(from, to)
    },
    list: async (folder) => {
      const entries = await ask<readonly { readonly filename: string; readonly attrs: Stats }[]>((answer) =>
        sftp.readdir(folder, answer),
      )
      return entries.map(({ filename, attrs }) => ({ name: filename, ...lookOf(attrs) }))
    },
    makeFolder: async (path) => {
      await ask<void>((answer) => sftp.mkdir(path, answer))
    },
    close: () => {
      isOpen = false
      signal?.removeEventListener('abort', abort)
      client.end()
    },
  }
}

function lookOf(found: Stats): Omit<FolderEntry, 'name'> {
  return { size: found.size, changedAtMs: found.mtime * 1000, isFolder: found.isDirectory() }
}
