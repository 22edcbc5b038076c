import type { FieldChoice, FieldReader } from './field-reading.ts'
import { readChoice } from './read-choice.ts'
import { readScope } from './read-scope.ts'
import { readHeaderSecret, readLine } from './read-text.ts'
import { readAccessTokenUrl, readServiceUrl } from './read-url.ts'

export type ConnectionFieldName =
  | 'url'
  | 'authenticationType'
  | 'token'
  | 'grantType'
  | 'clientId'
  | 'clientSecret'
  | 'scope'
  | 'accessTokenUrl'
  | 'clientAuthentication'

/** The values of Authentication Type; the first is the default. */
export const authenticationTypes = ['oauth2', 'api-key'] as const

export type AuthenticationType = (typeof authenticationTypes)[number]

/** One field of a connection: all that a form, a command line, an API schema and a page of documentation need. */
export interface ConnectionField {
  readonly name: ConnectionFieldName
  readonly label: string
  /** The tab of the form that it stands on. */
  readonly tab: 'Connection' | 'OAuth 2.0'
  /** With which authentication type it is used; otherwise it is kept, never sent and never required. */
  readonly usedWith: readonly AuthenticationType[]
  readonly isRequired: boolean
  readonly isSecret: boolean
  /** Taken when nothing is given. */
  readonly defaultValue?: string | undefined
  readonly choices?: readonly FieldChoice[] | undefined
  readonly help: string
  readonly example?: string | undefined
  /** The environment variable that the command line reads it from. */
  readonly environmentVariable?: string | undefined
  /** The option of the command line; secrets have none, because arguments are visible to other programs. */
  readonly flag?: string | undefined
  /** Checks and normalizes what was given; called with trimmed, non-empty text. */
  readonly read: FieldReader
}

const always: readonly AuthenticationType[] = authenticationTypes
const oauth2: readonly AuthenticationType[] = ['oauth2']
const apiKey: readonly AuthenticationType[] = ['api-key']

const authenticationTypeChoices: readonly FieldChoice[] = [
  { value: 'oauth2', label: 'OAuth 2.0' },
  { value: 'api-key', label: 'API Key', isDeprecated: true },
]
const grantTypes: readonly FieldChoice[] = [{ value: 'client_credentials', label: 'Client Credentials' }]
const clientAuthentications: readonly FieldChoice[] = [
  { value: 'body', label: 'In the body' },
  { value: 'basic', label: 'Basic' },
]

/**
 * The one declaration of a connection's fields, in the order and with the labels of the connection's
 * page. It validates, normalizes and explains; nothing else in the project knows what a field may hold.
 */
export const connectionFields: readonly ConnectionField[] = [
  {
    name: 'url',
    label: 'URL',
    tab: 'Connection',
    usedWith: always,
    isRequired: true,
    isSecret: false,
    help: 'Your Coupa API base URL, ending in /api. HTTPS only (HTTP is allowed for localhost).',
    example: 'https://name.coupahost.com/api',
    environmentVariable: 'COUPA_URL',
    flag: '--url',
    read: readServiceUrl,
  },
  {
    name: 'authenticationType',
    label: 'Authentication Type',
    tab: 'Connection',
    usedWith: always,
    isRequired: false,
    isSecret: false,
    defaultValue: 'oauth2',
    choices: authenticationTypeChoices,
    help: 'Coupa no longer issues or supports API keys. Use OAuth 2.0.',
    environmentVariable: 'COUPA_AUTHENTICATION_TYPE',
    flag: '--authentication-type',
    read: readChoice(authenticationTypeChoices),
  },
  {
    name: 'token',
    label: 'Token',
    tab: 'Connection',
    usedWith: apiKey,
    isRequired: true,
    isSecret: true,
    help: 'The API key. Only for Authentication Type API Key.',
    environmentVariable: 'COUPA_TOKEN',
    read: readHeaderSecret,
  },
  {
    name: 'grantType',
    label: 'Grant Type',
    tab: 'OAuth 2.0',
    usedWith: oauth2,
    isRequired: false,
    isSecret: false,
    defaultValue: 'client_credentials',
    choices: grantTypes,
    help: 'Always Client Credentials. No user sign-in is needed.',
    read: readChoice(grantTypes),
  },
  {
    name: 'clientId',
    label: 'Client ID',
    tab: 'OAuth 2.0',
    usedWith: oauth2,
    isRequired: true,
    isSecret: false,
    help: 'Find it in Coupa under Setup > Integrations > OAuth2/OpenID Connect Clients.',
    environmentVariable: 'COUPA_CLIENT_ID',
    flag: '--client-id',
    read: readLine,
  },
  {
    name: 'clientSecret',
    label: 'Client Secret',
    tab: 'OAuth 2.0',
    usedWith: oauth2,
    isRequired: true,
    isSecret: true,
    help: 'The secret of the same client. Coupa shows it next to the identifier.',
    environmentVariable: 'COUPA_CLIENT_SECRET',
    read: readLine,
  },
  {
    name: 'scope',
    label: 'Scope',
    tab: 'OAuth 2.0',
    usedWith: oauth2,
    isRequired: true,
    isSecret: false,
    help: 'Space-separated, case-sensitive. Each scope must be assigned to this client in Coupa.',
    example: 'core.common.read core.invoice.read',
    environmentVariable: 'COUPA_SCOPE',
    flag: '--scope',
    read: readScope,
  },
  {
    name: 'accessTokenUrl',
    label: 'Access Token URL',
    tab: 'OAuth 2.0',
    usedWith: oauth2,
    isRequired: true,
    isSecret: false,
    help: 'The token endpoint of the same Coupa instance.',
    example: 'https://name.coupahost.com/oauth2/token',
    environmentVariable: 'COUPA_ACCESS_TOKEN_URL',
    flag: '--access-token-url',
    read: readAccessTokenUrl,
  },
  {
    name: 'clientAuthentication',
    label: 'Client Authentication',
    tab: 'OAuth 2.0',
    usedWith: oauth2,
    isRequired: false,
    isSecret: false,
    defaultValue: 'body',
    choices: clientAuthentications,
    help: 'How credentials are sent to the token endpoint. Leave as Body unless told otherwise.',
    environmentVariable: 'COUPA_CLIENT_AUTHENTICATION',
    flag: '--client-authentication',
    read: readChoice(clientAuthentications),
  },
]
