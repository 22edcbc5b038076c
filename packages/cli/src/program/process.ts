import { isatty } from 'node:tty'
import { setFlagsFromString } from 'node:v8'
import { systemClock } from '../command/clock.ts'
import { type Context, Interrupted } from '../command/context.ts'

const signalNames = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs a command line with the streams, environment and signals of this process, and sets its exit code. A second signal ends
 * it at once.
 */
export async function runInProcess(run: (context: Context) => Promise<number>): Promise<void> {
  keepHeapSmall()
  silenceSqliteWarning()
  const interruption = new AbortController()
  const stopListening = () => {
    for (const name of signalNames) process.removeListener(name, onSignal)
  }
  const onSignal = (signalName: (typeof signalNames)[number]) => {
    stopListening()
    interruption.abort(new Interrupted(signalName))
  }
  for (const name of signalNames) process.on(name, onSignal)
  // The writer learns that its reader is gone. Without a listener the error would end the process.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

  const context: Context = {
    stdout: process.stdout,
    stderr: process.stderr,
    // Opening standard input takes time and can fail, so only commands that read it do so.
    get stdin() {
      return process.stdin
    },
    environment: process.env,
    clock: systemClock,
    signal: interruption.signal,
    isTerminal: { stdin: isatty(0), stdout: isatty(1), stderr: isatty(2) },
  }
  try {
    process.exitCode = await run(context)
  } finally {
    stopListening()
  }
}

/**
 * Records only pass through, yet V8 lets the space for new objects grow beyond 100 MB before it collects. With the space held
 * at its initial size, writing 1,000,000 records to a file peaks 50 MiB above 10,000 instead of 117 (benchmarks/memory.ts), at
 * the same speed.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** Node.js 22 warns that `node:sqlite` is experimental. Node.js 24 has the same module without a warning. */
function silenceSqliteWarning(): void {
  if (!process.versions.node.startsWith('22.')) return
  const emitWarning = process.emitWarning.bind(process)
  process.emitWarning = ((warning: string | Error, ...rest: never[]) => {
    if (!String(warning).startsWith('SQLite is an experimental feature')) emitWarning(warning, ...rest)
  }) as typeof process.emitWarning
}
