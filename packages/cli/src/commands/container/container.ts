import type { Command, CommandBody, OptionDeclaration } from '../../command/command.ts'
import { jsonOption } from '../../command/shared-options.ts'

const dataDirectoryOption: OptionDeclaration = {
  flags: '--data-directory <directory>',
  description: 'where the node is kept (COUPA_CONNECTOR_DATA_DIRECTORY; default: ~/.local/share/coupa-connector)',
}
const caOption: OptionDeclaration = {
  flags: '--ca <file>',
  description: 'certificates to trust beside the known ones, PEM (NODE_EXTRA_CA_CERTS is honoured too)',
}

const enroll: Command = {
  name: 'enroll',
  summary: 'make this machine a container of a hub, or a further node of one',
  description:
    'The installer token is made in the hub: "coupa-connector hub containers token". It is asked for at a hidden prompt, read\n' +
    'as one line from standard input, or taken from COUPA_CONNECTOR_INSTALLER_TOKEN; as --token it would stand in the list of\n' +
    'processes. For further nodes of a molecule or cloud use a token that was made for it.',
  options: [
    { flags: '--hub <url>', description: 'where the hub is: https://hub.example.com' },
    { flags: '--token <token>', description: 'the installer token; better piped in' },
    { flags: '--kind <kind>', description: 'what it becomes (default: atom)', choices: ['atom', 'molecule', 'cloud'] },
    { flags: '--name <name>', description: 'name of the container (default: that of the node)' },
    { flags: '--node <name>', description: 'name of the node (default: that of this machine)' },
    dataDirectoryOption,
    caOption,
  ],
  run: async (input, context) => (await import('./run-enroll.ts')).runEnroll(input, context),
}

const run: Command = {
  name: 'run',
  summary: 'run a node of this machine until it is stopped',
  description:
    'Only calls out, over https, to the hub and to Coupa. When the hub is away the node goes on with its jobs and comes back by\n' +
    'itself. The first Ctrl-C or SIGTERM lets running jobs finish, for 30 seconds at most; the second ends it at once.',
  options: [
    { flags: '--name <name>', description: 'name of its container (default: the only one here)' },
    { flags: '--node <name>', description: 'name of the node, where several of a container are here' },
    { flags: '--capacity <number>', description: 'jobs at a time (default: 20)' },
    {
      flags: '--log-level <level>',
      description: 'least level of log lines (default: warn on a terminal, else info)',
      choices: ['debug', 'info', 'warn', 'error'],
    },
    {
      flags: '--log-format <format>',
      description: 'how log lines are written (default: text on a terminal, else json)',
      choices: ['text', 'json'],
    },
    dataDirectoryOption,
    caOption,
  ],
  run: async (input, context) => (await import('./run-container.ts')).runContainer(input, context),
}

const status: Command = {
  name: 'status',
  summary: 'list the nodes of this machine and whether each runs',
  options: [jsonOption, dataDirectoryOption],
  run: async (input, context) => (await import('./run-container.ts')).showContainers(input, context),
}

/** Containers on this machine. */
export const containerCommand: CommandBody = {
  description:
    'A container runs tests and operations where your systems are. It takes them from a hub over outbound HTTPS; HTTPS_PROXY,\n' +
    'NO_PROXY and NODE_EXTRA_CA_CERTS are honoured.',
  commands: [enroll, run, status],
  examples: [
    'coupa-connector container enroll --hub https://hub.example.com --kind atom --name "Plant 7"',
    'coupa-connector container run --name "Plant 7"',
  ],
}
