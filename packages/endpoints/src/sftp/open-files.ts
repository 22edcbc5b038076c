import type { SFTPWrapper } from 'ssh2'
import { EndpointError } from '../contract/endpoint-error.ts'
import type { SftpRequests } from './sftp-requests.ts'

/** Every server takes packets of this size. */
const packetBytes = 32_768
/** Packets on the way at once: what keeps a line with 100 ms of delay busy. */
const packetsAtOnce = 32
/** What is on the way at once. */
export const blockBytes: number = packetBytes * packetsAtOnce

/** Files that are open on a server, by the handles that it gave. */
export interface OpenFiles {
  /** Opens a file for the time of the work. */
  withFile<Result>(
    path: string,
    mode: 'r' | 'w' | 'wx' | 'a',
    work: (handle: Buffer) => Promise<Result>,
  ): Promise<Result>
  open(path: string): Promise<Buffer>
  /** Closes what was only read; that it fails does not matter. */
  close(handle: Buffer): Promise<void>
  /** Writes and waits until the disk has it, where the server can say that. */
  write(handle: Buffer, bytes: Uint8Array, offset: number): Promise<void>
  /** The same for a file that arrives in pieces. Answers with the bytes that were written. */
  writePieces(handle: Buffer, pieces: AsyncIterable<Uint8Array>): Promise<number>
  /** Reads exactly these bytes, several packets at once. */
  readBlock(handle: Buffer, start: number, length: number): Promise<Buffer>
  /** Fills the buffer, packet by packet, as far as the file goes. Answers with the bytes that were read. */
  fill(handle: Buffer, buffer: Buffer, start: number): Promise<number>
}

export function createOpenFiles(sftp: SFTPWrapper, requests: SftpRequests): OpenFiles {
  const { ask, askExtension } = requests
  return {
    withFile: async (path, mode, work) => {
      const handle = await ask<Buffer>((answer) => sftp.open(path, mode, answer))
      const result = await work(handle).catch(async (error: unknown) => {
        await close(handle)
        throw error
      })
      await ask<void>((answer) => sftp.close(handle, answer))
      return result
    },
    open: (path) => ask<Buffer>((answer) => sftp.open(path, 'r', answer)),
    close,
    write: async (handle, bytes, offset) => {
      await writeBlock(handle, bytes, offset)
      await flush(handle)
    },
    writePieces: async (handle, pieces) => {
      let written = 0
      for await (const block of gather(pieces)) {
        await writeBlock(handle, block, written)
        written += block.byteLength
      }
      await flush(handle)
      return written
    },
    readBlock: async (handle, start, length) => {
      const buffer = Buffer.alloc(length)
      await severalAtOnce(length, async (from, to) => {
        const count = await fill(handle, buffer.subarray(from, to), start + from)
        if (count < to - from) throw new EndpointError('INTERRUPTED', 'The file became shorter while it was read.')
      })
      return buffer
    },
    fill,
  }

  async function close(handle: Buffer): Promise<void> {
    if (requests.isOpen) await ask<void>((answer) => sftp.close(handle, answer)).catch(() => {})
  }

  async function writeBlock(handle: Buffer, bytes: Uint8Array, offset: number): Promise<void> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    await severalAtOnce(buffer.length, (from, to) =>
      ask<void>((answer) => sftp.write(handle, buffer, from, to - from, offset + from, answer)),
    )
  }

  async function flush(handle: Buffer): Promise<void> {
    await askExtension((answer) => sftp.ext_openssh_fsync(handle, answer))
  }

  async function fill(handle: Buffer, buffer: Buffer, start: number): Promise<number> {
    let done = 0
    while (done < buffer.length) {
      const wanted = Math.min(packetBytes, buffer.length - done)
      const count = await ask<number>((answer) => sftp.read(handle, buffer, done, wanted, start + done, answer))
      if (count === 0) break
      done += count
    }
    return done
  }
}

/** Cuts a length into packets, and has as many of them on the way at once as a line needs. */
async function severalAtOnce(length: number, work: (from: number, to: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < length) {
      const from = next
      next = Math.min(length, from + packetBytes)
      await work(from, next)
    }
  }
  await Promise.all(Array.from({ length: packetsAtOnce }, worker))
}

/** Gathers small pieces, so that there are always enough packets on the way. The pieces are not kept. */
async function* gather(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let gathered: Uint8Array[] = []
  let bytes = 0
  for await (const piece of pieces) {
    gathered.push(piece)
    bytes += piece.byteLength
    if (bytes < blockBytes) continue
    yield Buffer.concat(gathered)
    gathered = []
    bytes = 0
  }
  yield Buffer.concat(gathered)
}
