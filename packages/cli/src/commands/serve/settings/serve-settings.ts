import { programName } from '../../../command/program-name.ts'
import type { Setting } from './setting.ts'

/** Where the hub of a new installation listens. */
export const defaultPort = 8090

/**
 * Memory for the idle atom, which takes about 50 MiB, and for several of its 20 jobs that hold an answer of the largest size
 * (64 MiB) at once, both as bytes and decoded.
 */
export const defaultAtomMemoryMebibytes = 1024

/** The settings that say where an installation keeps its data, for every command that works on one. */
export const storageSettings: readonly Setting[] = [
  {
    name: 'dataDirectory',
    kind: 'text',
    value: 'directory',
    description: 'where the database, the keys and the atom are kept',
    defaultText: '~/.local/share/coupa-connector, or below XDG_DATA_HOME; for root /var/lib/coupa-connector',
  },
  {
    name: 'database',
    kind: 'url',
    protocols: ['postgresql:', 'postgres:'],
    example: 'postgresql://hub@db.example.com/hub',
    description: 'a PostgreSQL database; give one with a password in the file or the variable, not as a flag',
    defaultText: 'embedded, in the data directory',
    isSecret: true,
    hasFlag: true,
  },
  {
    name: 'keyFile',
    kind: 'text',
    value: 'file',
    description: 'file of the keys that seal secrets',
    defaultText: 'keys.json in the data directory, made at the first start',
  },
  {
    name: 'keyCommand',
    kind: 'text',
    value: 'command',
    description: 'program with arguments that writes the keys to its output, for keys that are kept elsewhere',
    defaultText: 'none',
  },
  {
    name: 'keys',
    kind: 'text',
    description: 'the keys themselves: what a key file holds, or 32 bytes in base64',
    defaultText: 'none',
    isSecret: true,
  },
  {
    name: 'credentialsDirectory',
    kind: 'text',
    value: 'directory',
    description: 'folder in which secret settings have a file each, named as in the file: database, keys, metricsToken',
    defaultText: 'none',
  },
]

/** All settings of `serve`. */
export const serveSettings: readonly Setting[] = [
  ...storageSettings,
  {
    name: 'databaseConnections',
    kind: 'integer',
    minimum: 1,
    maximum: 500,
    description: 'connections to PostgreSQL that one hub opens at most',
    defaultText: '10',
  },
  {
    name: 'host',
    kind: 'text',
    value: 'address',
    description: 'address to listen on; anything but loopback needs --origin with https',
    defaultText: '127.0.0.1',
  },
  {
    name: 'publishedOnLoopback',
    kind: 'flag',
    description:
      'the port is reached from this machine alone, as that of a container published on 127.0.0.1; --host may then be 0.0.0.0 with an origin such as http://localhost:8090',
    defaultText: 'false',
  },
  {
    name: 'port',
    kind: 'integer',
    minimum: 0,
    maximum: 65_535,
    description: 'port to listen on; 0 takes a free one',
    defaultText: String(defaultPort),
  },
  {
    name: 'origin',
    kind: 'url',
    protocols: ['https:', 'http:'],
    example: 'https://hub.example.com',
    description: 'where people and containers reach the hub',
    defaultText: 'http:// with host and port',
  },
  {
    name: 'trustProxy',
    kind: 'text',
    value: 'addresses',
    description: 'proxies whose X-Forwarded-For is believed: addresses and networks with commas, or loopback',
    defaultText: 'none',
  },
  {
    name: 'atom',
    kind: 'flag',
    description: 'run an atom beside the hub, in a process of its own, enrolled into the first account',
    defaultText: 'true',
  },
  {
    name: 'atomMemoryMebibytes',
    kind: 'integer',
    minimum: 256,
    maximum: 65_536,
    description:
      'memory that the atom may use; above it the atom is started again, half of it is for JavaScript objects',
    defaultText: String(defaultAtomMemoryMebibytes),
  },
  {
    name: 'sandbox',
    kind: 'flag',
    description: 'run a stand-in Coupa organization to try things on',
    defaultText: 'true for a new installation on the embedded database, then as it was',
  },
  {
    name: 'jobRetentionDays',
    kind: 'integer',
    minimum: 1,
    maximum: 36_500,
    description: 'how long finished tests and operations are kept',
    defaultText: '90',
  },
  {
    name: 'auditRetentionDays',
    kind: 'integer',
    minimum: 1,
    maximum: 36_500,
    description: 'how long the audit log is kept',
    defaultText: '400',
  },
  {
    name: 'logLevel',
    kind: 'choice',
    choices: ['debug', 'info', 'warn', 'error'],
    description: 'least level of the log lines on standard error',
    defaultText: 'warn on a terminal, else info',
  },
  {
    name: 'logFormat',
    kind: 'choice',
    choices: ['text', 'json'],
    description: 'how log lines are written',
    defaultText: 'text on a terminal, else json',
  },
  {
    name: 'metricsToken',
    kind: 'text',
    description: 'opens /metrics to anyone who sends it as a bearer token',
    defaultText: 'not set: /metrics answers this machine only',
    isSecret: true,
  },
  {
    name: 'openIdConnectIssuer',
    kind: 'url',
    protocols: ['https:', 'http:'],
    example: 'https://login.example.com/tenant',
    description: 'OpenID Connect provider that people may sign in with',
    defaultText: 'none',
  },
  {
    name: 'openIdConnectClientId',
    kind: 'text',
    value: 'id',
    description: 'how the provider knows the hub',
    defaultText: 'none',
  },
  {
    name: 'openIdConnectClientSecret',
    kind: 'text',
    description: "the hub's secret at the provider",
    defaultText: 'none',
    isSecret: true,
  },
  {
    name: 'openIdConnectLabel',
    kind: 'text',
    description: 'label of the button, after "Sign in with"',
    defaultText: 'host of the provider',
  },
  {
    name: 'smtpUrl',
    kind: 'url',
    protocols: ['smtps:', 'smtp:'],
    example: 'smtps://user:password@smtp.example.com',
    description: 'mail server for alerts, invitations and password links; smtp:// uses STARTTLS where it is offered',
    defaultText: 'none: no mail is sent',
    isSecret: true,
  },
  {
    name: 'mailFrom',
    kind: 'text',
    value: 'address',
    description: 'whom mail is from, such as "Coupa connector <coupa@example.com>"',
    defaultText: 'none; needed with smtpUrl',
  },
  {
    name: 'privateAlertHosts',
    kind: 'flag',
    description: "let channels of alerts lead to private addresses of the hub's network, and use plain http",
    defaultText: 'false',
  },
]

/** Variables of other commands. They are not settings of `serve`, and no mistakes either. */
export const otherVariables: readonly string[] = [
  'COUPA_CONNECTOR_CONFIG',
  'COUPA_CONNECTOR_PASSPHRASE',
  'COUPA_CONNECTOR_INSTALLER_TOKEN',
  'COUPA_CONNECTOR_HUB_URL',
  'COUPA_CONNECTOR_API_KEY',
  'COUPA_CONNECTOR_PASSWORD',
]

/** What a person who asks for the settings is told first. */
export const settingsIntroduction: string = `Settings come from flags, else COUPA_CONNECTOR_… variables, else for secrets the files of --credentials-directory, else the
file of --config (JSON, comments allowed), else the defaults. --data-directory is COUPA_CONNECTOR_DATA_DIRECTORY and "dataDirectory" in the file; the others likewise.
"${programName} serve --print-config" prints what holds and who said so.`
