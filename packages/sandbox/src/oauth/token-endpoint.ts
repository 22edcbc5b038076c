import { type Client, splitScope } from '../settings/clients.ts'
import type { QuirkSettings } from '../settings/quirks.ts'
import type { Tokens } from './tokens.ts'

/** A request to the token endpoint, as far as it matters. */
export interface TokenRequest {
  readonly method: string
  readonly authorization: string | undefined
  readonly queryString: string
  readonly body: string
}

/** The answer of the token endpoint; always JSON. */
export interface TokenAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, string | number>>
}

/** What the token endpoint knows. */
export interface TokenEndpointContext {
  readonly clients: ReadonlyMap<string, Client>
  readonly tokens: Tokens
  readonly lifetimeSeconds: number
  readonly quirks: QuirkSettings
}

/** Known grants other than client credentials; no browser can sign in here, so they are unauthorized. */
const otherGrants = new Set([
  'authorization_code',
  'refresh_token',
  'password',
  'urn:ietf:params:oauth:grant-type:device_code',
])

/**
 * Answers `POST /oauth2/token` (F-021, F-029, F-033): form body or HTTP Basic, all scopes or no token, errors as rack-oauth2 writes them.
 * The query string is read too, below the body, because a known client repeats its id there (F-022).
 */
export function answerTokenRequest(request: TokenRequest, context: TokenEndpointContext): TokenAnswer {
  const form = new URLSearchParams(request.body)
  const query = new URLSearchParams(request.queryString)
  const parameter = (name: string): string | undefined => form.get(name) ?? query.get(name) ?? undefined
  const basic = parseBasic(request.authorization)
  const grant = parameter('grant_type')
  const id = basic?.id ?? parameter('client_id')
  const secret = basic?.secret ?? parameter('client_secret')

  if (!grant) return refuse(400, 'invalid_request', 'grant_type required')
  if (!id) return refuse(400, 'invalid_request', 'client_id required')
  const client = context.clients.get(id)
  if (!client || secret === undefined || !client.hasSecret(secret)) {
    return refuse(
      401,
      'invalid_client',
      'The client identifier provided is invalid, the client failed to authenticate, the client did not include its credentials, provided multiple client credentials, or used unsupported credentials type.',
    )
  }
  if (grant !== 'client_credentials') {
    return otherGrants.has(grant)
      ? refuse(
          400,
          'unauthorized_client',
          'The authenticated client is not authorized to use the access grant type provided.',
        )
      : refuse(
          400,
          'unsupported_grant_type',
          'The access grant included - its type or another attribute - is not supported by the authorization server.',
        )
  }
  if (!client.mayUseClientCredentials) {
    return refuse(
      400,
      'unauthorized_client',
      'The authenticated client is not authorized to use the access grant type provided.',
    )
  }
  return grantScopes(client, parameter('scope') ?? '', context)
}

function grantScopes(
  client: Client,
  wanted: string,
  { tokens, lifetimeSeconds, quirks }: TokenEndpointContext,
): TokenAnswer {
  const asked = [...new Set(splitScope(wanted))]
  const isRefused =
    asked.some((name) => !client.scopes.includes(name)) || (asked.length === 0 && quirks['omitted-scope'] !== 'all')
  if (isRefused) return refuse(400, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed.')
  const scopes = asked.length === 0 ? client.scopes : asked
  const body = {
    access_token: tokens.issue(client.id, scopes),
    token_type: 'bearer',
    expires_in: Math.max(1, lifetimeSeconds - 1),
  }
  return { status: 200, body: quirks['token-scope'] === 'omitted' ? body : { ...body, scope: scopes.join(' ') } }
}

function refuse(status: number, error: string, description: string): TokenAnswer {
  return { status, body: { error, error_description: description } }
}

function parseBasic(authorization: string | undefined): { readonly id: string; readonly secret: string } | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString()
  const split = text.indexOf(':')
  return split < 0 ? undefined : { id: unescapeForm(text.slice(0, split)), secret: unescapeForm(text.slice(split + 1)) }
}

function unescapeForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
