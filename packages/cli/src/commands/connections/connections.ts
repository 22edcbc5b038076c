import type { Command, CommandBody, OptionDeclaration } from '../../command/command.ts'
import { jsonOption } from '../../command/shared-options.ts'

/** Options for the fields that are not secret. A test compares them with the connector's declaration. */
export const connectionFieldOptions: readonly OptionDeclaration[] = [
  { flags: '--url <url>', description: 'API base URL, such as https://acme.coupahost.com/api (COUPA_URL)' },
  {
    flags: '--authentication-type <type>',
    description: 'oauth2, or the deprecated api-key (COUPA_AUTHENTICATION_TYPE; default: oauth2)',
  },
  { flags: '--client-id <id>', description: 'identifier of the OAuth client (COUPA_CLIENT_ID)' },
  { flags: '--scope <scopes>', description: 'scopes, separated by spaces (COUPA_SCOPE)' },
  {
    flags: '--access-token-url <url>',
    description: 'token endpoint, such as https://acme.coupahost.com/oauth2/token (COUPA_ACCESS_TOKEN_URL)',
  },
  {
    flags: '--client-authentication <way>',
    description: 'how the secret is sent to the token endpoint: body or basic (default: body)',
  },
]

const nameArgument = { name: '<name>', description: 'name of the connection' }

const secretHelp =
  'The secret is never an argument, because other programs could see it. On a terminal it is taken from COUPA_CLIENT_SECRET\n' +
  '(COUPA_TOKEN for an API key), or asked for at a hidden prompt. Otherwise it is read as one line from standard input, or\n' +
  'taken from the variable.'

const add: Command = {
  name: 'add',
  summary: 'save a connection under a name',
  description:
    `What is not given by an option comes from the environment. ${secretHelp}\n\n` +
    'With --replace, settings without an option or variable stay as they are, including the secret. The secret is bound to its\n' +
    'hosts: if URL or Access Token URL change to another host, enter it again.',
  arguments: [nameArgument],
  options: [
    ...connectionFieldOptions,
    { flags: '--replace', description: 'change an existing connection' },
    jsonOption,
  ],
  examples: [
    'coupa-connector connections add acme --url https://acme.coupahost.com/api --client-id 4f2c… \\',
    '    --scope "core.common.read core.invoice.read" --access-token-url https://acme.coupahost.com/oauth2/token',
    'pass show coupa/acme | coupa-connector connections add acme --url …',
  ],
  run: async (input, context) => {
    const { addConnection } = await import('./add-connection.ts')
    return await addConnection(input, context)
  },
}

const list: Command = {
  name: 'list',
  summary: 'list the saved connections',
  options: [jsonOption],
  run: async (input, context) => {
    const { listConnections } = await import('./show-connections.ts')
    return await listConnections(input, context)
  },
}

const show: Command = {
  name: 'show',
  summary: 'show a connection, without its secret',
  arguments: [nameArgument],
  options: [jsonOption],
  run: async (input, context) => {
    const { showConnection } = await import('./show-connections.ts')
    return await showConnection(input, context)
  },
}

const setSecret: Command = {
  name: 'set-secret',
  summary: 'set the client secret (or the token) of a connection',
  description: secretHelp,
  arguments: [nameArgument],
  examples: [
    'coupa-connector connections set-secret acme',
    'pass show coupa/acme | coupa-connector connections set-secret acme',
  ],
  run: async (input, context) => {
    const { setConnectionSecret } = await import('./set-secret.ts')
    return await setConnectionSecret(input, context)
  },
}

const remove: Command = {
  name: 'remove',
  summary: 'remove a connection, its secret and its access token',
  arguments: [nameArgument],
  run: async (input, context) => {
    const { removeConnection } = await import('./remove-connection.ts')
    return await removeConnection(input, context)
  },
}

/** Named connections of this person on this machine. */
export const connectionsCommand: CommandBody = {
  description:
    'Connections are stored in XDG_CONFIG_HOME/coupa-connector (~/.config/coupa-connector), readable only by you. Secrets are\n' +
    'sealed with AES-256-GCM. The key is stored beside them, so a copy of connections.json alone opens nothing. Access tokens\n' +
    'are stored sealed in XDG_STATE_HOME/coupa-connector (~/.local/state/coupa-connector), and processes share them.',
  commands: [add, list, show, setSecret, remove],
  examples: ['coupa-connector connections add acme --help', 'coupa-connector test --connection acme'],
}
