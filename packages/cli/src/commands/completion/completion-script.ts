import type { Command, OptionDeclaration } from '../../command/command.ts'

interface Node {
  readonly path: string
  readonly words: readonly { readonly word: string; readonly summary: string }[]
}

/** What stands in place of arguments. */
export interface NamesToComplete {
  readonly resources: readonly string[]
  /** Ids of the routes of a hub. */
  readonly routes: readonly string[]
}

/** The completion script of a shell: commands, their options, choices of options, names of resources and routes. */
export function completionScript(
  shell: 'bash' | 'zsh' | 'fish',
  commands: readonly Command[],
  { resources, routes }: NamesToComplete,
): string {
  const nodes = listNodes(commands)
  // Names with parents (suppliers/:supplier_id/addresses) mean nothing until they have an id.
  const names = resources.filter((name) => !name.includes(':'))
  switch (shell) {
    case 'bash':
      return bash(nodes, commands, { resources: names, routes })
    case 'zsh':
      return `autoload -U +X bashcompinit && bashcompinit\n${bash(nodes, commands, { resources: names, routes })}`
    case 'fish':
      return fish(commands, { resources: names, routes })
  }
}

function bash(nodes: readonly Node[], commands: readonly Command[], { resources, routes }: NamesToComplete): string {
  const cases = nodes.map(({ path, words }) => `    '${path}') words='${words.map(({ word }) => word).join(' ')}' ;;`)
  const choices = choicesOf(commands).map(
    ([flag, values]) => `    ${flag}) COMPREPLY=($(compgen -W '${values.join(' ')}' -- "$current")); return ;;`,
  )
  const parents = nodes.map(({ path }) => path).filter((path) => path !== '')
  // A command may have subcommands beside the resources that it takes.
  const takingResource = commands.filter(takesResource).map(({ name, commands: children = [] }) => {
    const words = [...children.map((child) => child.name), ...resources]
    return `      '${name}') words='${words.join(' ')}' ;;`
  })
  const takingRoute = pathsOf(commands, takesRoute).map((path) => `'${path}'`)
  return `# Completion of coupa-connector; made by "coupa-connector completion".
_coupa_connector() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command='' words='' index
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "\${command:+$command }\${COMP_WORDS[index]}" in
      ${parents.map((path) => `'${path}'`).join('|')}) command="\${command:+$command }\${COMP_WORDS[index]}" ;;
    esac
  done
  case "$previous" in
${choices.join('\n')}
    --output|--receipt|--checkpoint) COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  case "$command" in
${cases.join('\n')}
  esac
  if [[ "$previous" == "\${command##* }" && "$current" != -* ]]; then
    case "$command" in
${takingResource.join('\n')}
      ${takingRoute.join('|')}) words='${routes.join(' ')}' ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [[ \${#COMPREPLY[@]} -eq 0 && "$current" != -* ]]; then COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -F _coupa_connector coupa-connector
`
}

function fish(commands: readonly Command[], { resources, routes }: NamesToComplete): string {
  const top = commands.map(({ name }) => name).join(' ')
  const lines = commands.flatMap((command) => {
    const within = `__fish_seen_subcommand_from ${command.name}`
    const children = command.commands ?? []
    return [
      `complete -c coupa-connector -n "not __fish_seen_subcommand_from ${top}" -f -a ${command.name} -d ${quote(command.summary)}`,
      ...children.map(
        ({ name, summary }) => `complete -c coupa-connector -n "${within}" -f -a ${name} -d ${quote(summary)}`,
      ),
      ...[command, ...children].flatMap(({ options = [] }) => options.map((option) => fishOption(within, option))),
      ...(takesResource(command)
        ? [`complete -c coupa-connector -n "${within}" -a ${quote(resources.join(' '))}`]
        : []),
      ...children
        .filter(takesRoute)
        .map(
          ({ name }) =>
            `complete -c coupa-connector -n "__fish_seen_subcommand_from ${name}" -a ${quote(routes.join(' '))}`,
        ),
    ]
  })
  return `# Completion of coupa-connector; made by "coupa-connector completion fish".\n${[...new Set(lines)].join('\n')}\n`
}

function fishOption(within: string, { flags, description, choices }: OptionDeclaration): string {
  const long = longFlag(flags).slice(2)
  const values = choices ? ` -x -a ${quote(choices.join(' '))}` : flags.includes('<') ? ' -r' : ''
  return `complete -c coupa-connector -n "${within}" -l ${long}${values} -d ${quote(description)}`
}

function listNodes(commands: readonly Command[], parent = ''): readonly Node[] {
  const root: Node[] =
    parent === ''
      ? [
          {
            path: '',
            words: [...commands.map(toWord), { word: '--help', summary: '' }, { word: '--version', summary: '' }],
          },
        ]
      : []
  const below = commands.flatMap((command) => {
    const path = parent === '' ? command.name : `${parent} ${command.name}`
    const options = (command.options ?? []).map(({ flags, description }) => ({
      word: longFlag(flags),
      summary: description,
    }))
    const words = [...(command.commands ?? []).map(toWord), ...options, { word: '--help', summary: 'print the help' }]
    return [{ path, words }, ...listNodes(command.commands ?? [], path)]
  })
  return [...root, ...below]
}

function choicesOf(commands: readonly Command[]): readonly (readonly [string, readonly string[]])[] {
  const options = everything(commands).flatMap((command) => command.options ?? [])
  const offered = new Map<string, Set<string>>()
  for (const { flags, choices = [] } of options) {
    const flag = longFlag(flags)
    if (choices.length > 0) offered.set(flag, new Set([...(offered.get(flag) ?? []), ...choices]))
  }
  // Several commands have the same option, each with choices of its own.
  return [...offered].map(([flag, choices]) => [flag, [...choices]] as const)
}

function everything(commands: readonly Command[]): readonly Command[] {
  return commands.flatMap((command) => [command, ...everything(command.commands ?? [])])
}

/** Paths of the commands, `hub api`, for which something holds. */
function pathsOf(commands: readonly Command[], holds: (command: Command) => boolean, parent = ''): readonly string[] {
  return commands.flatMap((command) => {
    const path = `${parent}${command.name}`
    return [...(holds(command) ? [path] : []), ...pathsOf(command.commands ?? [], holds, `${path} `)]
  })
}

function toWord({ name, summary }: Command): { word: string; summary: string } {
  return { word: name, summary }
}

function takesResource({ arguments: declared = [] }: Command): boolean {
  return resourceArguments.has(declared[0]?.name)
}

const resourceArguments: ReadonlySet<string | undefined> = new Set(['<resource>', '[resource...]', '[name]'])

function takesRoute({ arguments: declared = [] }: Command): boolean {
  return declared[0]?.name === '<route>'
}

function longFlag(flags: string): string {
  return /--[a-z-]+/.exec(flags)?.[0] ?? flags
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`
}
