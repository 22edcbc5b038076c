import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { readProcesses } from './processes.ts'

/** A `serve` that has printed its link. */
export interface MeasuredServe {
  readonly pid: number
  readonly printed: string
  /** From the start of the process to the link. */
  readonly startMs: number
  /** What all its processes had of the processors until then: less than `startMs` tells of waiting, or of a busy machine. */
  readonly processorMs: number
  /** Ends it in order. */
  stop(): Promise<void>
}

const bin = fileURLToPath(import.meta.resolve('coupa-connector/bin/coupa-connector.js'))

/** Starts `serve` on a data directory with all its parts, and waits for what it prints. */
export async function startServe(dataDirectory: string): Promise<MeasuredServe> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [bin, 'serve', '--data-directory', dataDirectory, '--port', '0', '--sandbox'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, COUPA_CONNECTOR_LOG_LEVEL: 'warn' },
  })
  const ended = once(child, 'exit')
  let printed = ''
  child.stdout.setEncoding('utf8')
  for await (const text of child.stdout) {
    printed += text
    if (printed.includes('Ctrl-C ends it.')) break
  }
  const startMs = performance.now() - startedAt
  if (child.pid === undefined || !printed.includes('Ctrl-C ends it.'))
    throw new Error(`serve did not start: ${printed}`)
  const processorMs = readProcesses(child.pid).reduce((sum, process) => sum + process.processorMs, 0)
  return {
    pid: child.pid,
    printed,
    startMs,
    processorMs,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
