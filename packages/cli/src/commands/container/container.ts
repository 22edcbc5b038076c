import type { Command, CommandBody, OptionDeclaration } from '../../command/command.ts'
import { jsonOption } from '../../command/shared-options.ts'

const dataDirectoryOption: OptionDeclaration = {
  flags: '--data-directory <directory>',
  description: 'folder of the node (COUPA_CONNECTOR_DATA_DIRECTORY; default: ~/.local/share/coupa-connector)',
}
const tokenFileOption: OptionDeclaration = {
  flags: '--token-file <file>',
  description: 'file with the installer token, such as a mounted secret',
}
const kindOption: OptionDeclaration = {
  flags: '--kind <kind>',
  description: 'kind of container (default: atom)',
  choices: ['atom', 'molecule', 'cloud'],
}
const caOption: OptionDeclaration = {
  flags: '--ca <file>',
  description: 'additional certificates to trust, PEM (NODE_EXTRA_CA_CERTS is honored as well)',
}

const enroll: Command = {
  name: 'enroll',
  summary: 'enroll this machine as a container of a hub, or as another node of one',
  description:
    'Create the installer token in the console, or with "coupa-connector hub containers token". It is asked for at a hidden\n' +
    'prompt, read as one line from standard input, or taken from COUPA_CONNECTOR_INSTALLER_TOKEN; other users of the machine\n' +
    'can see --token. To add a node to a molecule or cloud, use a token that was created for it.',
  options: [
    { flags: '--hub <url>', description: 'where the hub is: https://hub.example.com' },
    { flags: '--token <token>', description: 'the installer token; safer piped in' },
    tokenFileOption,
    kindOption,
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
    'The node only calls out, over HTTPS, to the hub and to Coupa. If the hub is not available, the node continues its jobs and\n' +
    'reconnects by itself. The first Ctrl-C or SIGTERM lets running jobs finish, for up to 30 seconds; the second stops at once.\n' +
    'With --hub and --name, a node that is not enrolled here yet is enrolled first, as services and images do: one command\n' +
    'for the first start and all others. The installer token is only read then.',
  options: [
    { flags: '--name <name>', description: 'name of its container (default: the only one on this machine)' },
    { flags: '--node <name>', description: 'name of the node, if the container has several on this machine' },
    { flags: '--hub <url>', description: 'enroll at this hub first, if the node is not enrolled here yet' },
    tokenFileOption,
    kindOption,
    { flags: '--capacity <number>', description: 'jobs at a time (default: 20)' },
    {
      flags: '--log-level <level>',
      description: 'lowest level of log lines (default: warn on a terminal, else info)',
      choices: ['debug', 'info', 'warn', 'error'],
    },
    {
      flags: '--log-format <format>',
      description: 'format of log lines (default: text on a terminal, else json)',
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
    'A container runs tests and operations where your systems are. It gets them from a hub over outbound HTTPS; HTTPS_PROXY,\n' +
    'NO_PROXY and NODE_EXTRA_CA_CERTS are honored.',
  commands: [enroll, run, status],
  examples: [
    'coupa-connector container enroll --hub https://hub.example.com --kind atom --name "Plant 7"',
    'coupa-connector container run --name "Plant 7"',
    'coupa-connector container run --hub https://hub.example.com --name "Plant 7" --token-file /run/secrets/installer-token',
  ],
}
