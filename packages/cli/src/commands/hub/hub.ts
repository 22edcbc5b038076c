import type { Command, CommandBody, OptionDeclaration } from '../../command/command.ts'
import {
  encodingOption,
  fieldsOption,
  jsonOption,
  parameterOption,
  unknownFieldsOption,
} from '../../command/shared-options.ts'
import { connectionFieldOptions } from '../connections/connections.ts'
import { ignoredFieldsOption } from '../records/ignored-fields.ts'
import { connectionArgument } from './connection-argument.ts'
import { hubActivityCommands } from './hub-activity.ts'
import { hubSchemaCommand } from './hub-schema.ts'

const containerArgument = { name: '<container>', description: 'name or id of a container' }
const resourceArgument = { name: '<resource>', description: 'such as invoices' }
const containerOption: OptionDeclaration = {
  flags: '--container <name>',
  description: 'container to run it on (default: the only one)',
}
const describingOptions: readonly OptionDeclaration[] = [
  { flags: '--description <text>', description: 'what it is for' },
  { flags: '--folder <name>', description: 'where it is filed' },
  { flags: '--label <name>', description: 'label to find it by', isRepeatable: true },
]

const setUp: Command = {
  name: 'set-up',
  summary: 'create the first administrator with the link that the hub printed, and sign in',
  description:
    'The password is asked for at a hidden prompt, read as one line from standard input, or taken from\n' +
    'COUPA_CONNECTOR_PASSWORD. An API key for this machine is created and stored.',
  arguments: [{ name: '<link>', description: 'the one-time link, in quotes' }],
  options: [
    { flags: '--email <address>', description: 'your email address, to sign in with' },
    { flags: '--name <name>', description: 'your name' },
    { flags: '--account <name>', description: 'name of the first account: your company or team' },
  ],
  run: async (input, context) => (await import('../hub-session/run-set-up.ts')).runSetUp(input, context),
}

const setPassword: Command = {
  name: 'set-password',
  summary: 'set a new password with a one-time link',
  description:
    'The password is read as in "hub set-up". An operator creates the link: "coupa-connector people reset-password".',
  arguments: [{ name: '<link>', description: 'the one-time link, in quotes' }],
  run: async (input, context) => (await import('../hub-session/run-set-up.ts')).runSetPassword(input, context),
}

const login: Command = {
  name: 'login',
  summary: 'sign this machine in to a hub',
  description:
    'Stores the address of the hub and an API key, sealed, beside the saved connections. With --email you sign in with your\n' +
    'password (COUPA_CONNECTOR_PASSWORD), and an API key for this machine is created, valid for 180 days. Without it, paste an\n' +
    'API key, which the console creates under "API keys" (COUPA_CONNECTOR_API_KEY). Neither is ever an argument: both are\n' +
    'asked for at a hidden prompt, read as one line from standard input, or taken from the variable.',
  options: [
    { flags: '--url <url>', description: 'where the hub is, http://127.0.0.1:8090 (COUPA_CONNECTOR_HUB_URL)' },
    { flags: '--email <address>', description: 'sign in as this person, and create a key' },
    { flags: '--account <name>', description: 'which of your accounts the key is for' },
  ],
  run: async (input, context) => (await import('../hub-session/run-login.ts')).runLogin(input, context),
}

const logout: Command = {
  name: 'logout',
  summary: 'forget the hub and the key',
  run: async (_input, context) => (await import('../hub-session/run-login.ts')).runLogout(context),
}

const status: Command = {
  name: 'status',
  summary: 'show which hub and account the commands use',
  options: [jsonOption],
  run: async (input, context) => (await import('../hub-session/run-login.ts')).showLogin(input, context),
}

const connections: Command = {
  name: 'connections',
  summary: 'list, create and change connections of the account',
  commands: [
    {
      name: 'list',
      summary: 'list the connections',
      options: [{ flags: '--search <words>', description: 'only connections that contain these words' }, jsonOption],
      run: async (input, context) => (await import('./hub-connections.ts')).listHubConnections(input, context),
    },
    {
      name: 'show',
      summary: 'show a connection, without its secrets',
      arguments: [connectionArgument],
      options: [jsonOption],
      run: async (input, context) => (await import('./hub-connections.ts')).showHubConnection(input, context),
    },
    {
      name: 'create',
      summary: 'create a connection',
      description:
        'Settings without an option come from the COUPA_… variables. The secret is asked for at a hidden prompt, read as\n' +
        'one line from standard input, or taken from COUPA_CLIENT_SECRET (COUPA_TOKEN for an API key).',
      arguments: [{ name: '<name>', description: 'name of the new connection' }],
      options: [...connectionFieldOptions, ...describingOptions, jsonOption],
      run: async (input, context) => (await import('./hub-connections.ts')).createHubConnection(input, context),
    },
    {
      name: 'add-sandbox',
      summary: 'create the connection to the sandbox organization that runs beside the hub',
      options: [jsonOption],
      run: async (input, context) => (await import('./add-sandbox.ts')).addSandboxConnection(input, context),
    },
    {
      name: 'update',
      summary: 'change fields of a connection; the others stay as they are',
      arguments: [connectionArgument],
      options: [
        { flags: '--name <name>', description: 'its new name' },
        ...connectionFieldOptions,
        ...describingOptions,
        jsonOption,
      ],
      run: async (input, context) => (await import('./hub-connections.ts')).updateHubConnection(input, context),
    },
    {
      name: 'set-secret',
      summary: 'set the client secret (or the token) of a connection',
      arguments: [connectionArgument],
      run: async (input, context) => (await import('./hub-connections.ts')).setHubSecret(input, context),
    },
    {
      name: 'schedule',
      summary: 'test a connection by schedule, or show when it is tested',
      description:
        'Without an option it prints the schedule. People are told when the connection fails, passes again, or has changed: see\n' +
        '"coupa-connector alerts".',
      arguments: [connectionArgument],
      options: [
        { flags: '--cron <expression>', description: 'at these times, such as "0 6 * * *"; with --zone' },
        { flags: '--zone <zone>', description: 'time zone of --cron, such as Europe/Berlin' },
        { flags: '--every <minutes>', description: 'every so many minutes' },
        { flags: '--container <name>', description: 'container to test from (default: one that can)' },
        { flags: '--probe <resources>', description: 'also read one record of each of these, separated by commas' },
        { flags: '--read-schema', description: 'also read the fields of the organization, once a day' },
        { flags: '--off', description: 'test it by schedule no longer' },
        jsonOption,
      ],
      run: async (input, context) => (await import('./connection-schedule.ts')).scheduleConnection(input, context),
    },
    {
      name: 'copy',
      summary: 'copy a connection with its secrets, as a draft',
      arguments: [connectionArgument, { name: '<name>', description: 'name of the copy' }],
      options: [jsonOption],
      run: async (input, context) => (await import('./hub-connections.ts')).copyHubConnection(input, context),
    },
    {
      name: 'delete',
      summary: 'delete a connection with its secrets',
      arguments: [connectionArgument],
      run: async (input, context) => (await import('./hub-connections.ts')).deleteHubConnection(input, context),
    },
  ],
}

const containers: Command = {
  name: 'containers',
  summary: 'list containers, create installer tokens, share and attach clouds',
  commands: [
    {
      name: 'list',
      summary: 'list the containers that the account may use',
      options: [jsonOption],
      run: async (input, context) => (await import('./hub-containers.ts')).listHubContainers(input, context),
    },
    {
      name: 'token',
      summary: 'create an installer token; only the token is printed to standard output',
      options: [
        {
          flags: '--kind <kind>',
          description: 'what it enrolls (default: atom)',
          choices: ['atom', 'molecule', 'cloud'],
        },
        { flags: '--container <name>', description: 'add nodes to this molecule or cloud' },
        { flags: '--name <name>', description: 'name of the container, for the printed commands' },
        { flags: '--minutes <number>', description: 'how long it is valid, 30 to 1440 (default: 60)' },
        { flags: '--uses <number>', description: 'how many nodes it enrolls (default: 1)' },
        jsonOption,
      ],
      run: async (input, context) => (await import('./hub-containers.ts')).makeInstallerToken(input, context),
    },
    {
      name: 'delete',
      summary: 'delete a container, or detach from a cloud',
      arguments: [containerArgument],
      run: async (input, context) => (await import('./hub-containers.ts')).deleteHubContainer(input, context),
    },
    {
      name: 'share',
      summary: 'share a cloud with another account',
      arguments: [containerArgument, { name: '<account>', description: 'short name of the account' }],
      options: [
        {
          flags: '--attachments <number>',
          description: 'attachments that the account may have, -1 for any number (default: 1)',
        },
        { flags: '--jobs <number>', description: 'jobs that the account may run at once (default: 2)' },
        jsonOption,
      ],
      run: async (input, context) => (await import('./hub-containers.ts')).shareHubContainer(input, context),
    },
    {
      name: 'attach',
      summary: 'attach the account to a cloud that is shared with it',
      arguments: [{ name: '<cloud>', description: 'name or id of the cloud' }],
      options: [
        { flags: '--name <name>', description: 'name within the account (default: that of the cloud)' },
        jsonOption,
      ],
      run: async (input, context) => (await import('./hub-containers.ts')).attachHubContainer(input, context),
    },
  ],
}

const test: Command = {
  name: 'test',
  summary: 'test a connection from a container, stage by stage',
  description: 'Exit code 0: the test passed. 1: it failed. 2: correct the settings first.',
  arguments: [connectionArgument],
  options: [
    { flags: '--container <name>', description: 'container to test from; several are compared', isRepeatable: true },
    { flags: '--all', description: 'from all containers of the account' },
    {
      flags: '--probe <resources>',
      description: 'also read one record of each of these resources, separated by commas',
    },
    jsonOption,
  ],
  run: async (input, context) => (await import('./run-hub-test.ts')).runHubTest(input, context),
}

const operations = {
  get: { summary: 'read one record', reader: 'readGet', formerNames: [] },
  query: { summary: 'read up to 1000 records', reader: 'readQuery', formerNames: [] },
  create: { summary: 'create a record', reader: 'readCreate', formerNames: [] },
  update: { summary: 'change a record', reader: 'readUpdate', formerNames: [] },
  action: { summary: 'perform an action of Coupa on a record', reader: 'readAct', formerNames: ['act'] },
} as const

const run: Command = {
  name: 'run',
  summary: 'run one operation on a connection: get, query, create, update, action',
  commands: [
    operation('get', [resourceArgument, idArgument()]),
    operation(
      'query',
      [resourceArgument],
      [
        { flags: '-w, --where <condition>', description: 'only records that meet this condition', isRepeatable: true },
        fieldsOption,
        unknownFieldsOption,
        { flags: '--limit <number>', description: 'maximum number of records, up to 1000 (default: 50)' },
        { flags: '--order-by <field>', description: 'order by a field, FIELD:desc for descending' },
        parameterOption,
      ],
    ),
    operation('create', [resourceArgument, fileArgument()], [ignoredFieldsOption]),
    operation('update', [resourceArgument, idArgument(), fileArgument()], [ignoredFieldsOption]),
    operation('action', [
      resourceArgument,
      idArgument(),
      { name: '<action>', description: 'such as submit' },
      { name: '[parameters...]', description: 'key=value, or key:=JSON' },
    ]),
  ],
}

const api: Command = {
  name: 'api',
  summary: 'call any route of the API',
  description:
    'ROUTE is one of "coupa-connector hub routes"; --param sets the parts of its path, and the account is that of the key. Or\n' +
    'give a method and a path below /api/v1, with :account for that account.',
  arguments: [
    { name: '<route>', description: 'such as connections.list, or GET' },
    { name: '[path]', description: 'after a method: such as /accounts/:account/jobs' },
  ],
  options: [
    { flags: '--param <key=value>', description: 'part of the path', isRepeatable: true },
    { flags: '--query <key=value>', description: 'query parameter', isRepeatable: true },
    { flags: '--body <json>', description: 'JSON, @FILE, or - for standard input' },
    { flags: '--if-match <tag>', description: 'the version to change' },
    { flags: '--idempotency-key <key>', description: 'makes a repeated call with the same key harmless' },
    { flags: '-i, --include', description: 'print status, ETag and request id to standard error' },
    { flags: '--json', description: 'print the answer on one line' },
  ],
  run: async (input, context) => (await import('./run-api.ts')).runApi(input, context),
}

const routes: Command = {
  name: 'routes',
  summary: 'list the routes of the API',
  options: [jsonOption],
  run: async (input, context) => (await import('./run-api.ts')).listRoutes(input, context),
}

/** Everything that a hub does, from the command line. */
export const hubCommand: CommandBody = {
  description:
    'Calls the REST API of a hub, with the API key of "hub login" or of COUPA_CONNECTOR_HUB_URL and\n' +
    'COUPA_CONNECTOR_API_KEY. Name connections and containers by name or id.',
  commands: [
    setUp,
    setPassword,
    login,
    logout,
    status,
    ...hubActivityCommands,
    connections,
    containers,
    test,
    run,
    hubSchemaCommand,
    api,
    routes,
  ],
  examples: [
    'coupa-connector hub login --url http://127.0.0.1:8090 --email ada@example.com',
    'coupa-connector hub connections list --search production',
    'coupa-connector hub test acme --container "Plant 7" --probe invoices',
    'coupa-connector hub run query acme invoices --where status=approved --limit 5',
    'coupa-connector hub api connection.get --param connection=0192… --json',
  ],
}

function operation(
  name: keyof typeof operations,
  declared: NonNullable<Command['arguments']>,
  options: readonly OptionDeclaration[] = [],
): Command {
  const { summary, reader, formerNames } = operations[name]
  return {
    name,
    formerNames,
    summary,
    arguments: [connectionArgument, ...declared],
    options: [...options, containerOption, encodingOption, jsonOption],
    run: async (input, context) => {
      const module = await import('./run-hub-operation.ts')
      return await module.runHubOperation(module[reader], input, context)
    },
  }
}

function idArgument(): { name: string; description: string } {
  return { name: '<id>', description: "Coupa's id of the record" }
}

function fileArgument(): { name: string; description: string } {
  return { name: '[file]', description: 'the record as JSON; standard input when left out' }
}
