import type { CommandInput } from './command-input.ts'
import type { Context } from './context.ts'

/** An option as people type it: `--limit <number>`, `--json`. */
export interface OptionDeclaration {
  readonly flags: string
  readonly description: string
  /** May be given several times; the values are collected. */
  readonly isRepeatable?: boolean
  /** The only values that the option accepts. The help lists them and completion offers them. */
  readonly choices?: readonly string[]
  /** Its flags of earlier versions, `--wire <format>`. They still work, but help and completion do not show them. */
  readonly formerFlags?: string
}

/** A positional argument as the help shows it: `<resource>`, `[file]`, `[pairs...]`. */
export interface ArgumentDeclaration {
  readonly name: string
  readonly description: string
}

/**
 * What a command takes and does, as a plain object. A command runs, or has subcommands, or both: then it runs unless its first word
 * is the name of one. Its module is loaded only when the command is named, and it imports heavy modules inside `run`.
 */
export interface CommandBody {
  /** Paragraphs shown in its own help, between the summary and the options. */
  readonly description?: string
  readonly arguments?: readonly ArgumentDeclaration[]
  readonly options?: readonly OptionDeclaration[]
  /** Whole command lines. */
  readonly examples?: readonly string[]
  readonly commands?: readonly Command[]
  /** Called when the command line cannot be understood, in addition to the message on standard error. */
  onMisuse?(message: string, argv: readonly string[], context: Context): Promise<void>
  /** Does the work and resolves with the exit code. Throws a `UsageError` for what the user has to correct. */
  run?(input: CommandInput, context: Context): Promise<number>
}

/** A command with its name. */
export interface Command extends CommandBody {
  readonly name: string
  /** Its names of earlier versions. They still work, but help and completion do not show them. */
  readonly formerNames?: readonly string[]
  /** One line, without a full stop, for the list of commands. */
  readonly summary: string
}
