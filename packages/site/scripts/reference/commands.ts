import type { Command } from '../../../cli/src/command/command.ts'
import { programName } from '../../../cli/src/command/program-name.ts'
import { commandGroups, commandList, loadAllCommands } from '../../../cli/src/program/command-list.ts'
import { code, plainText, table } from './markdown.ts'

/** A page for each command, from what its help is made of, and one that lists them. */
export async function commandPages(): Promise<Map<string, string>> {
  const commands = await loadAllCommands()
  return new Map([
    ['reference/commands', listPage()],
    ...commands.map((command) => [`reference/commands/${command.name}`, commandPage(command)] as const),
  ])
}

function listPage(): string {
  const groups = Object.entries(commandGroups).map(([group, title]) => {
    const rows = commandList
      .filter((entry) => entry.group === group)
      .map(({ name, summary }) => [`[${code(name)}](/docs/reference/commands/${name}/)`, plainText(summary)])
    return `## ${title}\n\n${table(['Command', 'What it does'], rows)}`
  })
  return `# All commands

${code(`${programName} COMMAND --help`)} prints the same in a terminal. Limits, defaults, and exit codes of all commands are in
[Limits and exit codes](/docs/operations/command-line/).

${groups.join('\n')}`
}

function commandPage(command: Command): string {
  return `# ${command.name}\n\n${bodyOf(command, `${programName} ${command.name}`)}${below(command, `${programName} ${command.name}`, 2)}`
}

function below(command: Command, path: string, level: number): string {
  return (command.commands ?? [])
    .map((inner) => {
      const innerPath = `${path} ${inner.name}`
      const heading = `${'#'.repeat(level)} ${innerPath.slice(programName.length + 1)}`
      return `${heading}\n\n${bodyOf(inner, innerPath)}${below(inner, innerPath, Math.min(level + 1, 4))}`
    })
    .join('')
}

function bodyOf(
  { summary, description, arguments: taken = [], options = [], examples = [], run }: Command,
  path: string,
) {
  const usage = [path, ...taken.map(({ name }) => name), ...(options.length > 0 ? ['[options]'] : [])].join(' ')
  return [
    `${sentence(summary)}\n\n`,
    description === undefined ? '' : `${plainText(description)}\n\n`,
    run === undefined ? '' : `\`\`\`sh\n${usage}\n\`\`\`\n\n`,
    table(
      ['Argument', 'What it is'],
      taken.map(({ name, description }) => [code(name), plainText(description)]),
    ),
    table(
      ['Option', 'What it does'],
      options.map((option) => [code(option.flags), plainText(describeOption(option))]),
    ),
    examples.length === 0 ? '' : `Examples:\n\n\`\`\`sh\n${examples.join('\n')}\n\`\`\`\n\n`,
  ].join('')
}

function describeOption({ description, choices, isRepeatable }: NonNullable<Command['options']>[number]): string {
  const values = choices === undefined ? '' : ` (${choices.join(', ')})`
  return `${description}${values}${isRepeatable ? '; may be given several times' : ''}`
}

function sentence(summary: string): string {
  return `${plainText(summary.charAt(0).toUpperCase() + summary.slice(1))}.`
}
