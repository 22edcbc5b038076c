import type { Context } from '../command/context.ts'
import { programName } from '../command/program-name.ts'
import { didYouMean } from '../command/suggest.ts'
import { reportError } from '../terminal/report-error.ts'
import { commandList, loadCommand } from './command-list.ts'
import { complain, runLoadedCommand } from './program.ts'
import { rootHelp } from './root-help.ts'

/** Runs one command line whose first word is not an option of the program; resolves with the exit code. Never throws. */
export async function runProgram(argv: readonly string[], context: Context): Promise<number> {
  const [name, ...rest] = argv
  try {
    if (name === undefined) {
      context.stderr.write(rootHelp())
      return 2
    }
    // "help query" is "query --help".
    if (name === 'help') return rest[0] ? await runNamed(rest[0], ['--help'], context) : showHelp(context)
    return await runNamed(name, rest, context)
  } catch (error) {
    return await reportError(error, context)
  }
}

function showHelp(context: Context): number {
  context.stdout.write(rootHelp())
  return 0
}

async function runNamed(name: string, argv: readonly string[], context: Context): Promise<number> {
  const command = await loadCommand(name)
  if (command) return await runLoadedCommand(command, { parent: programName, argv }, context)
  const kind = name.startsWith('-') ? 'option' : 'command'
  const hint = didYouMean(
    name,
    commandList.map((entry) => entry.name),
  )
  complain(
    context,
    `unknown ${kind} "${name}".${hint ? ` ${hint}` : ''}`,
    `"${programName} --help" lists the commands.`,
  )
  return 2
}
