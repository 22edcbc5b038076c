import type { Writable } from 'node:stream'
import { print } from '../terminal/print.ts'
import type { Chunk } from './record-format.ts'

/** Where the bytes of a query go. */
export interface OutputTarget {
  /** Takes a piece; resolves when it may take more. */
  write(chunk: Chunk): Promise<void>
  /** The file that is being written; empty for a stream. */
  readonly path: string
  /** How many bytes have left this process's memory. */
  readonly position: number
  /** Hands on what is still collected, so that `position` counts all of it. */
  drain(): Promise<void>
  /** Makes what was handed on survive a crash of the machine. */
  sync(): Promise<void>
  /** Both. */
  flush(): Promise<void>
  /** All is there: the output takes its name. */
  complete(): Promise<void>
  /** The write failed. `keep` leaves what is there for a later run to continue. */
  abandon(options: { keep: boolean }): Promise<void>
}

/** Pieces are collected up to this size before they are written. */
const bufferBytes = 64 * 1024

/** Collects small pieces into larger writes. */
export function createBuffered(send: (bytes: Uint8Array) => Promise<void>): {
  add(chunk: Chunk): Promise<void>
  drain(): Promise<void>
} {
  let texts = ''
  const drain = async (): Promise<void> => {
    if (texts === '') return
    const bytes = Buffer.from(texts, 'utf8')
    texts = ''
    await send(bytes)
  }
  return {
    drain,
    add: async (chunk) => {
      if (typeof chunk === 'string') {
        texts += chunk
        if (texts.length >= bufferBytes) await drain()
      } else if (chunk.length > 0) {
        await drain()
        await send(chunk)
      }
    },
  }
}

/** Standard output or a similar stream. What was written cannot be taken back. */
export function createStreamTarget(stream: Writable): OutputTarget {
  let position = 0
  const buffered = createBuffered(async (bytes) => {
    await print(stream, bytes)
    position += bytes.length
  })
  return {
    write: buffered.add,
    path: '',
    get position() {
      return position
    },
    drain: buffered.drain,
    sync: async () => {},
    flush: buffered.drain,
    complete: buffered.drain,
    abandon: async () => {},
  }
}
