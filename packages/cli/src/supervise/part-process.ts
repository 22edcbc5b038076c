import { type ChildProcess, fork } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { memoryFlags, type PartMemory } from './part-memory.ts'
import type { PartMessage, SupervisorMessage } from './part-messages.ts'

export interface PartProcessOptions<Facts> {
  /** The module that runs in it. */
  readonly program: URL
  readonly memory: PartMemory
  readonly environment: Readonly<Record<string, string | undefined>>
  onMessage(message: PartMessage<Facts>): void
  /** A line that the program wrote to its output. Parts print nothing, so it comes from Node or V8. */
  onLine(line: string): void
}

/** How a process ended. */
export interface PartExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** V8 gave up because its heap was full. */
  readonly isHeapFull: boolean
  /** The system could not start the process at all. */
  readonly error?: Error
}

/** A part as a process of its own. */
export interface PartProcess<Begin> {
  /** Undefined when the system could not start it. */
  readonly pid: number | undefined
  /** Resolves when the process is gone and everything it said has been passed on. */
  readonly exit: Promise<PartExit>
  send(message: SupervisorMessage<Begin>): void
  /** Ends the process without asking it. */
  kill(): void
}

/** More of a line says nothing new, and a log has to stay readable. */
const maxLineCharacters = 2000

/** Starts a part. Never throws: a process that could not be started counts as ended. */
export function startPartProcess<Begin, Facts>(options: PartProcessOptions<Facts>): PartProcess<Begin> {
  const { program, memory, environment, onMessage, onLine } = options
  const child = fork(program, {
    execArgv: [...inheritedFlags(process.execArgv), ...memoryFlags(memory)],
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    windowsHide: true,
  })
  let isHeapFull = false
  child.on('message', (message) => onMessage(message as PartMessage<Facts>))
  for (const stream of [child.stdout, child.stderr]) {
    eachLine(stream, (line) => {
      isHeapFull ||= line.includes('heap out of memory')
      onLine(line)
    })
  }
  return {
    pid: child.pid,
    exit: exitOf(child).then((exit) => ({ ...exit, isHeapFull })),
    // The channel closes shortly before the end is reported. What is sent in between has no listener any more.
    send: (message) => void (child.connected && child.send(message, () => {})),
    kill: () => void child.kill('SIGKILL'),
  }
}

/** A part resolves packages as its supervisor does. The port of a debugger cannot be shared. */
function inheritedFlags(flags: readonly string[]): string[] {
  return flags.filter((flag) => flag.startsWith('--conditions='))
}

function eachLine(stream: Readable | null, onLine: (line: string) => void): void {
  if (!stream) return
  createInterface({ input: stream }).on('line', (line) => {
    if (line.trim() !== '') onLine(line.slice(0, maxLineCharacters))
  })
}

function exitOf(child: ChildProcess): Promise<Omit<PartExit, 'isHeapFull'>> {
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }))
    child.once('error', (error) => {
      // Without a process this error comes without an exit. It also comes when a signal could not be sent.
      if (child.pid === undefined) resolve({ code: null, signal: null, error })
    })
  })
}
