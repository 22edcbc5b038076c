import type { OptionDeclaration } from '../../command/command.ts'

/** Shows the counts where no terminal does. */
export const progressOption: OptionDeclaration = {
  flags: '--progress',
  description: 'print the progress to standard error even if it is not a terminal',
}
/** The definition of a process. */
export const fileArgument = { name: '<file>', description: 'the definition, JSON or YAML' }

/** A setting of the other end. */
export const setOption: OptionDeclaration = {
  flags: '--set <name.field=value>',
  description: 'a setting of a value of the definition, such as target.folder=./out',
  isRepeatable: true,
}
/** A secret of the other end. */
export const setFileOption: OptionDeclaration = {
  flags: '--set-file <name.field=path>',
  description: 'the same, read from a file: for passwords and keys',
  isRepeatable: true,
}
/** Where the state is. */
export const stateOption: OptionDeclaration = {
  flags: '--state <folder>',
  description: 'where the process remembers what it did (default: .coupa-connector/NAME beside the file)',
}

/** Confirms that much is gone. */
export const acceptDeletionsOption: OptionDeclaration = {
  flags: '--accept-deletions',
  description: 'mark as deleted whatever is gone from Coupa, however much that is',
}

/** What is said about settings and secrets. */
export const settingsHelp = `Settings of the other end are given with --set, and secrets never are: other programs can see a command line. A secret comes
from a file with --set-file, or from a variable: COUPA_PROCESS_TARGET_PASSWORD is target.password.`
