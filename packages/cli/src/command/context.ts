import type { Readable, Writable } from 'node:stream'

/** Where time comes from: the same shape as the connector's clock. */
export interface CommandClock {
  now(): number
  monotonicMs(): number
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>
}

/** Everything a command may touch of the process it runs in. */
export interface Context {
  readonly stdout: Writable
  readonly stderr: Writable
  readonly stdin: Readable
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: CommandClock
  /** Aborts when the person or the system asks the program to end. */
  readonly signal: AbortSignal
  /** How people start the commands of `container`. Default: `coupa-connector container`. */
  readonly containerProgram?: string | undefined
  /** Which of the streams is a person's terminal. */
  readonly isTerminal: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean }
}

/** Reason of the context's signal when the process was told to end. */
export class Interrupted extends Error {
  readonly exitCode: number

  constructor(signalName: 'SIGINT' | 'SIGTERM' | 'SIGHUP') {
    super(`The program was asked to end (${signalName}).`)
    this.name = 'Interrupted'
    // 128 + the number of the signal, as shells count it.
    this.exitCode = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }[signalName]
  }
}
