import { Argument, Command as CommanderCommand, CommanderError, Option } from 'commander'
import type { Command, OptionDeclaration } from './command.ts'
import { createCommandInput } from './command-input.ts'
import { commands } from './commands/index.ts'
import type { Context } from './context.ts'
import { reportError } from './report-error.ts'
import { didYouMean } from './suggest.ts'
import { version } from './version.ts'

/** The name under which people start the program. */
export const programName = 'coupa-connector'

/** Parses one command line, runs its command and resolves with the exit code. Never throws. */
export async function runProgram(argv: readonly string[], context: Context): Promise<number> {
  let exitCode = 0
  const program = buildProgram(context, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    return await reportError(error, context)
  }
}

function buildProgram(context: Context, setExitCode: (code: number) => void): CommanderCommand {
  const program = new CommanderCommand(programName)
    .description('The open connector to Coupa: test a connection, read, create and update records.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print the help; every command has its own')
    .addHelpText('after', `\n${afterHelp}`)
  configure(program, context)
  for (const command of commands) program.addCommand(toCommander(command, programName, context, setExitCode))
  return withoutCommand(program, commands, programName, context, setExitCode)
}

const afterHelp = `Connection, when no --connection is named, from the environment:
  COUPA_URL, COUPA_AUTHENTICATION_TYPE (oauth2 or api-key), COUPA_CLIENT_ID, COUPA_CLIENT_SECRET,
  COUPA_SCOPE, COUPA_ACCESS_TOKEN_URL, COUPA_TOKEN

Exit codes:
  0 done   1 failed   2 wrong usage or settings, nothing was sent   130 interrupted

Start here:
  ${programName} demo                         see it all work, on this machine alone
  ${programName} sandbox                      an organization to try things on
  ${programName} resources invoices           what a resource has and which scopes it needs
`

function toCommander(
  command: Command,
  parent: string,
  context: Context,
  setExitCode: (code: number) => void,
): CommanderCommand {
  const path = `${parent} ${command.name}`
  const made = new CommanderCommand(command.name)
    .summary(command.summary)
    .description(
      command.description
        ? `${capitalize(command.summary)}.\n\n${command.description}`
        : `${capitalize(command.summary)}.`,
    )
    .helpOption('-h, --help', 'print this help')
  configure(made, context)
  if (command.examples)
    made.addHelpText('after', `\nExamples:\n${command.examples.map((line) => `  ${line}`).join('\n')}`)
  for (const argument of command.arguments ?? []) made.addArgument(new Argument(argument.name, argument.description))
  for (const option of command.options ?? []) made.addOption(toOption(option))
  const children = command.commands ?? []
  for (const child of children) made.addCommand(toCommander(child, path, context, setExitCode))
  const { run } = command
  if (!run) return withoutCommand(made, children, path, context, setExitCode)
  return made.action(async () => {
    const args = new Map(
      made.registeredArguments.map((argument, index) => [argument.name(), made.processedArgs[index]]),
    )
    const options = new Map<string, unknown>(
      made.options.map((option) => [option.name(), made.getOptionValue(option.attributeName())]),
    )
    setExitCode(await run.call(command, createCommandInput(args, options), context))
  })
}

function toOption({ flags, description, isRepeatable, choices }: OptionDeclaration): Option {
  const option = new Option(flags, description)
  if (choices) option.choices([...choices])
  if (isRepeatable) option.argParser((value: string, previous: string[] | undefined) => [...(previous ?? []), value])
  return option
}

/** What a command that only has commands below it does when none or an unknown one is named. */
function withoutCommand(
  made: CommanderCommand,
  children: readonly Command[],
  path: string,
  context: Context,
  setExitCode: (code: number) => void,
): CommanderCommand {
  made.argument('[command]').allowExcessArguments()
  made.usage('[options] <command>')
  made.configureHelp({ ...made.configureHelp(), visibleArguments: () => [] })
  return made.action((given: string | undefined) => {
    setExitCode(2)
    if (given === undefined) {
      made.outputHelp({ error: true })
      return
    }
    const hint = didYouMean(
      given,
      children.map(({ name }) => name),
    )
    context.stderr.write(`error: "${path}" has no command "${given}". ${hint ?? ''}\n`.replace(/ +\n$/, '\n'))
    context.stderr.write(`"${path} --help" lists the commands.\n`)
  })
}

function configure(made: CommanderCommand, { stdout, stderr, isTerminal }: Context): void {
  made.exitOverride().helpCommand(false).showHelpAfterError(false).showSuggestionAfterError(true)
  made.configureHelp({ helpWidth: isTerminal.stdout ? Math.min(process.stdout.columns ?? 100, 110) : 100 })
  made.configureOutput({
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
    outputError: (text, write) => {
      write(text.replace(/\n\((Did you mean [^)]*)\)/, '. $1'))
      write(`"${commandPath(made)} --help" shows what it takes.\n`)
    },
  })
}

function commandPath(made: CommanderCommand): string {
  return made.parent ? `${commandPath(made.parent)} ${made.name()}` : made.name()
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
