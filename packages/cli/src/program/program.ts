import { Argument, Command as CommanderCommand, CommanderError, Option } from 'commander'
import type { Command, OptionDeclaration } from '../command/command.ts'
import { createCommandInput } from '../command/command-input.ts'
import type { Context } from '../command/context.ts'
import { didYouMean } from '../command/suggest.ts'
import { printable } from '../terminal/printable.ts'

/** Runs a command of the program `parent` with the words that follow its name; resolves with the exit code. */
export async function runLoadedCommand(
  command: Command,
  { parent, argv }: { readonly parent: string; readonly argv: readonly string[] },
  context: Context,
): Promise<number> {
  let exitCode = 0
  const made = toCommander(command, parent, context, (code) => {
    exitCode = code
  })
  try {
    await made.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return 0
    await command.onMisuse?.(error.message, argv, context)
    return 2
  }
}

function toCommander(
  command: Command,
  parent: string,
  context: Context,
  setExitCode: (code: number) => void,
): CommanderCommand {
  const path = [parent, command.name].filter(Boolean).join(' ')
  const made = new CommanderCommand(command.name)
    .summary(command.summary)
    .description(`${capitalize(command.summary)}.${command.description ? `\n\n${unwrap(command.description)}` : ''}`)
    .helpOption('-h, --help', 'print this help')
  configure(made, path, context)
  const examples = command.examples?.map((line) => `  ${line}`).join('\n')
  if (examples) made.addHelpText('after', `\nExamples:\n${examples}`)
  for (const argument of command.arguments ?? []) made.addArgument(new Argument(argument.name, argument.description))
  for (const option of command.options ?? []) {
    made.addOption(toOption(option))
    if (option.formerFlags) made.addOption(toOption({ ...option, flags: option.formerFlags }).hideHelp())
  }
  const children = command.commands ?? []
  for (const child of children) {
    made.addCommand(toCommander(child, path, context, setExitCode))
    for (const name of child.formerNames ?? []) {
      made.addCommand(toCommander({ ...child, name }, path, context, setExitCode), { hidden: true })
    }
  }
  made.usage(usageOf(command))
  const { run } = command
  // Options behind the name of a subcommand are its own, also where a command above it has one of that name.
  if (children.length > 0) made.enablePositionalOptions()
  if (!run) return withoutOwnWork(made, children, path, context, setExitCode)
  return made.action(async () => {
    const args = new Map(
      made.registeredArguments.map((argument, index) => [argument.name(), made.processedArgs[index]]),
    )
    const options = new Map<string, unknown>(
      made.options.map((option) => {
        const value: unknown = made.getOptionValue(option.attributeName())
        // The parser stores `--no-x` as x being false. Here it is an option of its own.
        return [option.name(), option.negate ? value === false : value]
      }),
    )
    for (const { flags, formerFlags } of command.options ?? []) {
      if (formerFlags) takeFormer(options, new Option(flags).name(), new Option(formerFlags).name())
    }
    setExitCode(await run.call(command, createCommandInput(args, options), context))
  })
}

function usageOf({ arguments: declared = [], commands, run }: Command): string {
  return [...(commands && !run ? ['<command>'] : declared.map(({ name }) => name)), '[options]'].join(' ')
}

function toOption({ flags, description, isRepeatable, choices }: OptionDeclaration): Option {
  const option = new Option(flags, description)
  if (choices) option.choices([...choices])
  if (isRepeatable) option.argParser((value: string, previous: string[] | undefined) => [...(previous ?? []), value])
  return option
}

/** Takes what was given under the former name of an option for the option itself. The new name wins; lists are joined. */
function takeFormer(options: Map<string, unknown>, name: string, former: string): void {
  const [given, before] = [options.get(name), options.get(former)]
  options.delete(former)
  options.set(name, Array.isArray(given) && Array.isArray(before) ? [...before, ...given] : (given ?? before))
}

/** What a command that only has subcommands does when none or an unknown one is named. */
function withoutOwnWork(
  made: CommanderCommand,
  children: readonly Command[],
  path: string,
  context: Context,
  setExitCode: (code: number) => void,
): CommanderCommand {
  made.argument('[command]').allowExcessArguments()
  made.configureHelp({ ...made.configureHelp(), visibleArguments: () => [] })
  return made.action((given: string | undefined) => {
    setExitCode(2)
    if (given === undefined) return made.outputHelp({ error: true })
    const hint = didYouMean(
      given,
      children.map(({ name }) => name),
    )
    complain(context, `"${path}" has no command "${given}".${hint ? ` ${hint}` : ''}`, `"${path} --help" lists them.`)
  })
}

function configure(made: CommanderCommand, path: string, { stdout, stderr, isTerminal }: Context): void {
  const columns = 'columns' in stdout && typeof stdout.columns === 'number' ? stdout.columns : 100
  made.exitOverride().helpCommand(false).showSuggestionAfterError(true)
  made.configureHelp({
    helpWidth: isTerminal.stdout ? Math.min(columns, 110) : 100,
    // The explanations of options get what their names leave. Below this width, lines run on instead.
    minWidthToWrap: 20,
    commandUsage: () => `${path} ${made.usage()}`,
  })
  made.configureOutput({
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
    outputError: (text, write) => {
      write(printable(text.replace(/\n\((Did you mean [^)]*)\)/, '. $1')))
      write(`"${path} --help" shows what it takes.\n`)
    },
  })
}

/** Says what was wrong with a command line, and where to look. */
export function complain({ stderr }: Pick<Context, 'stderr'>, sentence: string, advice: string): void {
  stderr.write(`error: ${printable(sentence)}\n${advice}\n`)
}

/** Wraps paragraphs to the width of the terminal. Lines that start with a blank stay as they are. */
function unwrap(text: string): string {
  return text.replaceAll(/(?<!\n)\n(?![\n ])/g, ' ')
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
