import { PassThrough, Readable } from 'node:stream'
// What commands load when they are needed is loaded here, so that it takes nothing of the first test's time.
import '@coupa-connector/connector'
import { systemClock } from '../../src/command/clock.ts'
import type { CommandClock } from '../../src/command/context.ts'
import { loadAllCommands } from '../../src/program/command-list.ts'
import { runProgram } from '../../src/program/run-program.ts'
import type { Finished } from './program.ts'

await loadAllCommands()

export interface RunHereOptions {
  /** All that the command line sees of an environment. */
  readonly environment?: Readonly<Record<string, string>>
  /** Standard input; without it, it is empty. */
  readonly input?: string
  /** Default: the machine's. */
  readonly clock?: CommandClock
  /** Whether standard error is a terminal. Default: false. */
  readonly isTerminal?: boolean
  /** Whether a person sits at standard input and output. Default: false. */
  readonly isPerson?: boolean
}

/**
 * Runs a command line in the process of the test: all of the program but its first file, from the sources. For what the
 * program waits for by its clock, and for the many command lines that end before they do anything.
 */
export async function runHere(
  args: readonly string[],
  { environment = {}, input = '', clock = systemClock, isTerminal = false, isPerson = false }: RunHereOptions = {},
): Promise<Omit<Finished, 'signal'>> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const printed = Promise.all([textOf(stdout), textOf(stderr)])
  const status = await runProgram(args, {
    stdout,
    stderr,
    stdin: Readable.from([Buffer.from(input)], { objectMode: false }),
    environment,
    clock,
    signal: new AbortController().signal,
    isTerminal: { stdin: isPerson, stdout: isPerson, stderr: isTerminal },
  })
  stdout.end()
  stderr.end()
  const [out, err] = await printed
  return { status, stdout: out, stderr: err }
}

async function textOf(stream: PassThrough): Promise<string> {
  let text = ''
  for await (const chunk of stream.setEncoding('utf8')) text += String(chunk)
  return text
}
