import { Readable, Writable } from 'node:stream'
import type { Context } from '../command/context.ts'

export interface CaptureOptions {
  /** Width of the terminal that standard output and error are. Left out, they are not a terminal. */
  readonly columns?: number | undefined
}

/** What a command may touch, without a process: nothing to read, no colors, no time that passes. */
export function captureContext({ columns }: CaptureOptions = {}): {
  readonly context: Context
  readonly printed: { stdout: string; stderr: string }
} {
  const printed = { stdout: '', stderr: '' }
  const streamOf = (name: keyof typeof printed): Writable =>
    Object.assign(
      new Writable({
        write(chunk, _encoding, done) {
          printed[name] += String(chunk)
          done()
        },
      }),
      columns === undefined ? {} : { columns },
    )
  const isTerminal = columns !== undefined
  const context: Context = {
    stdout: streamOf('stdout'),
    stderr: streamOf('stderr'),
    stdin: Readable.from([]),
    environment: { NO_COLOR: '1' },
    clock: { now: () => 0, monotonicMs: () => 0, sleep: async () => {} },
    signal: new AbortController().signal,
    isTerminal: { stdin: false, stdout: isTerminal, stderr: isTerminal },
  }
  return { context, printed }
}
