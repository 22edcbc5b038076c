import type { Command } from '../command/command.ts'
import type { Context } from '../command/context.ts'
import { version } from '../command/program-name.ts'
import { containerCommand } from '../commands/container/container.ts'
import { reportError } from '../terminal/report-error.ts'
import { runInProcess } from './process.ts'
import { runLoadedCommand } from './program.ts'

/** How people start the program. */
const program = 'node coupa-connector-container.mjs'

/** Runs one of the commands of `container` with the streams, environment and signals of this process. */
export async function runAsContainerProgram(argv: readonly string[]): Promise<void> {
  if (argv[0] === '--version' || argv[0] === '-V') {
    process.stdout.write(`${version}\n`)
    return
  }
  const command: Command = {
    ...containerCommand,
    name: program,
    summary: 'run a container of a hub on this machine',
    examples: containerCommand.examples?.map((line) => line.replace('coupa-connector container', program)),
  }
  // What is written for the whole program works here as well.
  const words = argv[0] === 'container' ? argv.slice(1) : argv
  await runInProcess(async (given) => {
    const context = withContainerProgram(given)
    try {
      return await runLoadedCommand(command, { parent: '', argv: words }, context)
    } catch (error) {
      return await reportError(error, context)
    }
  })
}

/** Copying the context would open standard input, which only commands that read it do. */
function withContainerProgram(context: Context): Context {
  return Object.create(context, { containerProgram: { value: program, enumerable: true } }) as Context
}
