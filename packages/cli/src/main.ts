import { systemClock } from './clock.ts'
import { type Context, Interrupted } from './context.ts'
import { runProgram } from './program.ts'

/**
 * Runs the command line of this process and sets its exit code: 0 done, 1 failed, 2 wrong usage or settings, 128 and the
 * number of the signal when it was interrupted. A second signal ends the process at once.
 */
export async function main(argv: readonly string[] = process.argv.slice(2)): Promise<void> {
  const interruption = new AbortController()
  const signalNames = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const onSignal = (signalName: (typeof signalNames)[number]) => {
    for (const name of signalNames) process.removeListener(name, onSignal)
    interruption.abort(new Interrupted(signalName))
  }
  for (const name of signalNames) process.on(name, onSignal)
  // A reader that went away is told to the writer that waits; without a listener it would end the process loudly.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

  const context: Context = {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    environment: process.env,
    clock: systemClock,
    signal: interruption.signal,
    isTerminal: {
      stdin: process.stdin.isTTY === true,
      stdout: process.stdout.isTTY === true,
      stderr: process.stderr.isTTY === true,
    },
  }
  try {
    process.exitCode = await runProgram(argv, context)
  } finally {
    for (const name of signalNames) process.removeListener(name, onSignal)
    // Nothing is read any more; an open pipe must not keep the process alive.
    process.stdin.unref?.()
  }
}
