import type { Command, OptionDeclaration } from '../../command/command.ts'
import { jsonOption } from '../../command/shared-options.ts'

const destinationArgument = { name: '<destination>', description: 'name or id of a destination' }
const setOption: OptionDeclaration = {
  flags: '--set <name=value>',
  description: 'a setting, such as folder=/data/coupa',
  isRepeatable: true,
}
const setFileOption: OptionDeclaration = {
  flags: '--set-file <name=path>',
  description: 'the same, read from a file: for passwords and keys',
  isRepeatable: true,
}
const secretsHelp = `Settings are given with --set, and secrets never are: other programs can see a command line. The hub seals a secret at once and never
shows it again.`

/** Where processes of a hub deliver to. */
export const destinationCommands: Command = {
  name: 'destinations',
  summary: 'list, create and change the destinations of a hub',
  examples: [
    'coupa-connector processes destinations create "ERP inbox" --kind files --set folder=/data/coupa',
    'coupa-connector processes destinations list',
  ],
  commands: [
    {
      name: 'list',
      summary: 'list the destinations',
      options: [jsonOption],
      examples: ['coupa-connector processes destinations list'],
      run: async (input, context) =>
        (await import('../hub-processes/hub-destinations.ts')).listHubDestinations(input, context),
    },
    {
      name: 'show',
      summary: 'show a destination, without its secrets',
      arguments: [destinationArgument],
      options: [jsonOption],
      examples: ['coupa-connector processes destinations show "ERP inbox"'],
      run: async (input, context) =>
        (await import('../hub-processes/hub-destinations.ts')).showDestination(input, context),
    },
    {
      name: 'create',
      summary: 'create a destination',
      description: `${secretsHelp} A secret comes from a file with --set-file, or from a variable: COUPA_PROCESS_TARGET_PASSWORD is the setting
password. A folder is one of the machine on which the container runs.`,
      arguments: [{ name: '<name>', description: 'name of the new destination' }],
      options: [
        { flags: '--kind <kind>', description: 'what it is, such as files, sftp, postgresql, http' },
        setOption,
        setFileOption,
        jsonOption,
      ],
      examples: [
        'coupa-connector processes destinations create "ERP inbox" --kind files --set folder=/data/coupa',
        'coupa-connector processes destinations create Warehouse --kind postgresql --set url=postgresql://me@db.example.com/warehouse --set-file password=password.txt',
      ],
      run: async (input, context) =>
        (await import('../hub-processes/hub-destinations.ts')).createDestination(input, context),
    },
    {
      name: 'update',
      summary: 'change settings or secrets of a destination; the others stay as they are',
      description: `${secretsHelp} A secret is only sent to the host that it was set for: when the host changes, set it again.`,
      arguments: [destinationArgument],
      options: [
        { flags: '--name <name>', description: 'its new name' },
        setOption,
        setFileOption,
        { flags: '--unset <name>', description: 'remove this setting or secret', isRepeatable: true },
        jsonOption,
      ],
      examples: ['coupa-connector processes destinations update Warehouse --set-file password=new-password.txt'],
      run: async (input, context) =>
        (await import('../hub-processes/hub-destinations.ts')).updateDestination(input, context),
    },
    {
      name: 'delete',
      summary: 'delete a destination that no deployment uses, with its secrets',
      arguments: [destinationArgument],
      examples: ['coupa-connector processes destinations delete "ERP inbox"'],
      run: async (input, context) =>
        (await import('../hub-processes/hub-destinations.ts')).deleteDestination(input, context),
    },
  ],
}

/** Where processes of a hub are deployed. */
export const environmentCommands: Command = {
  name: 'environments',
  summary: 'list and create the environments of a hub',
  examples: ['coupa-connector processes environments list'],
  commands: [
    {
      name: 'list',
      summary: 'list the environments',
      options: [jsonOption],
      examples: ['coupa-connector processes environments list'],
      run: async (input, context) =>
        (await import('../hub-processes/hub-environments.ts')).listHubEnvironments(input, context),
    },
    {
      name: 'create',
      summary: 'create an environment',
      description: 'Deploying for production takes an administrator. The classification never changes.',
      arguments: [{ name: '<name>', description: 'name of the new environment' }],
      options: [
        {
          flags: '--classification <classification>',
          description: 'what it is for',
          choices: ['test', 'production'],
        },
        jsonOption,
      ],
      examples: ['coupa-connector processes environments create staging --classification test'],
      run: async (input, context) =>
        (await import('../hub-processes/hub-environments.ts')).createEnvironment(input, context),
    },
  ],
}
