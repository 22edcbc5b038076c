import { stat } from 'node:fs/promises'
import type { Command, OptionDeclaration } from '../../command/command.ts'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { environmentOption } from './environment-option.ts'

/** What a command does with a process of a hub, where it does it with a definition in a file otherwise. */
export interface OnHub {
  /** The options that count for a process of a hub, beside `--environment`: names of the command's own, and further ones. */
  readonly shared: readonly string[]
  readonly options?: readonly OptionDeclaration[]
  /** What is different there, in sentences. */
  readonly description: string
  readonly examples: readonly string[]
  run(input: CommandInput, context: Context): Promise<number>
}

/**
 * A command that takes a definition in a file or the name of a process of a hub. An option of the one is refused for the other,
 * because leaving it out silently would do something else than was asked for.
 */
export function fileOrName(command: Command, onHub: OnHub): Command {
  const ofHub = [environmentOption, ...(onHub.options ?? [])]
  const ofFile = (command.options ?? []).filter((option) => !onHub.shared.includes(nameOf(option)))
  return {
    ...command,
    description: [command.description, onHub.description].filter(Boolean).join('\n\n'),
    arguments: [
      { name: '<file>', description: 'a definition, JSON or YAML; or the name of a process of a hub' },
      ...(command.arguments ?? []).slice(1),
    ],
    options: [...(command.options ?? []), ...ofHub],
    examples: [...(command.examples ?? []), ...onHub.examples],
    run: async (input, context) => {
      const given = input.required('file')
      if (await isName(given)) {
        refuse(
          ofFile,
          input,
          `${given} is a process of a hub, where the deployment says it. It is for definitions in files`,
        )
        return await onHub.run(input, context)
      }
      refuse(ofHub, input, `${given} is a file. It is for processes of a hub`)
      return (await command.run?.(input, context)) ?? 0
    },
  }
}

/** Whether no file is meant: none is there, and the text is not a path. */
async function isName(given: string): Promise<boolean> {
  if (!/^[\w-]+$/.test(given)) return false
  return !(await stat(given).then(
    (found) => found.isFile(),
    () => false,
  ))
}

function refuse(options: readonly OptionDeclaration[], input: CommandInput, reason: string): void {
  const found = options.map(nameOf).find((name) => {
    return input.text(name) !== undefined || input.list(name).length > 0 || input.flag(name)
  })
  if (found !== undefined) throw new UsageError(`--${found} does not fit here: ${reason}.`)
}

function nameOf({ flags }: OptionDeclaration): string {
  return /--([\w-]+)/.exec(flags)?.[1] ?? flags
}
