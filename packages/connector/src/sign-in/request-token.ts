import { isCoupaError } from '../errors/is-coupa-error.ts'
import { NetworkError } from '../errors/network-error.ts'
import { ScopeNotGrantedError } from '../errors/token-errors.ts'
import type { ConnectProgress, Timeouts, Transport, TransportRequest } from '../http/transport/transport.ts'
import { type Clock, systemClock } from '../runtime/clock.ts'
import { redact } from '../secrets/redact.ts'
import { Secret } from '../secrets/secret.ts'
import type { OAuth2Settings } from '../settings/settings.ts'
import { missingScopes } from './granted-scopes.ts'
import { judgeTokenResponse } from './judge-token-response.ts'
import type { AccessToken } from './token.ts'

export interface RequestTokenOptions {
  readonly settings: OAuth2Settings
  readonly transport: Transport
  readonly clock?: Clock | undefined
  readonly signal?: AbortSignal | undefined
  /** Limits of this request; what is absent comes from `tokenTimeouts`. */
  readonly timeouts?: Partial<Timeouts> | undefined
  /** Told what happens below HTTP; the connection test times its stages with it. */
  readonly onProgress?: ((event: ConnectProgress) => void) | undefined
}

/**
 * Asks the token server once for an access token by client credentials (F-021) and judges the answer strictly.
 * Throws `TokenRefusedError`, `TokenResponseError`, `ScopeNotGrantedError`, `RateLimitedError`, `ServerError` or
 * `NetworkError`; none of them holds a secret. An abort rethrows the signal's own reason.
 */
export async function requestToken({
  settings,
  transport,
  clock = systemClock,
  signal,
  timeouts,
  onProgress,
}: RequestTokenOptions): Promise<AccessToken> {
  const secrets = [settings.clientSecret, basicCredentials(settings)]
  const sentAtMs = clock.now()
  const { status, headers, bytes } = await send(
    transport,
    settings,
    { signal, timeouts: { ...tokenTimeouts, ...timeouts }, onProgress },
    secrets,
  )
  const issuedAtMs = clock.now()

  const answer = judgeTokenResponse({ status, headers, bytes }, { settings, secrets, nowMs: issuedAtMs })
  const missing = missingScopes(settings.scopes, answer.grantedScopes)
  if (missing.length > 0) {
    throw new ScopeNotGrantedError({ requested: settings.scopes, granted: answer.grantedScopes ?? [], missing })
  }
  return {
    value: new Secret(answer.accessToken),
    issuedAtMs,
    // The server's clock for this token started at some moment after sending: the earliest one is the safe one.
    expiresAtMs: sentAtMs + answer.lifetimeMs,
    grantedScopes: answer.grantedScopes,
  }
}

/** A token is a small thing: shorter limits than for pages leave time to ask again before callers give up. */
export const tokenTimeouts: Timeouts = { connectMs: 15_000, headersMs: 30_000, bodyMs: 15_000, totalMs: 45_000 }

/** A JWT has no length limit (F-026), but no token is a megabyte long. */
const maxResponseBytes = 1024 * 1024

interface ReceivedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
}

async function send(
  transport: Transport,
  settings: OAuth2Settings,
  options: Pick<TransportRequest, 'signal' | 'timeouts' | 'onProgress'>,
  secrets: readonly Secret[],
): Promise<ReceivedResponse> {
  try {
    const response = await transport.send({ ...tokenRequest(settings), ...options, maxResponseBytes })
    return { status: response.status, headers: response.headers, bytes: await response.bytes() }
  } catch (error) {
    options.signal?.throwIfAborted()
    if (isCoupaError(error)) throw error
    throw new NetworkError(
      `POST ${settings.accessTokenUrl} failed`,
      { failure: 'protocol', method: 'POST', url: settings.accessTokenUrl, delivery: 'unknown' },
      { cause: withoutSecrets(error, secrets) },
    )
  }
}

function tokenRequest(settings: OAuth2Settings): TransportRequest {
  const { accessTokenUrl, clientId, clientSecret, clientAuthentication, scopes } = settings
  const isBasic = clientAuthentication === 'basic'
  const fields: [string, string][] = [['grant_type', 'client_credentials']]
  if (!isBasic) fields.push(['client_id', clientId], ['client_secret', clientSecret.reveal()])
  fields.push(['scope', scopes.join(' ')])
  return {
    method: 'POST',
    url: accessTokenUrl,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...(isBasic ? { authorization: `Basic ${basicCredentials(settings).reveal()}` } : {}),
    },
    // Blanks as %20, which Coupa's own sample has (F-021); a literal plus sign is %2B already.
    body: new URLSearchParams(fields).toString().replaceAll('+', '%20'),
  }
}

/** Id and secret are form-encoded before they are joined (RFC 6749 §2.3.1): either may contain a colon. */
function basicCredentials({ clientId, clientSecret }: OAuth2Settings): Secret {
  const [id, password] = [clientId, clientSecret.reveal()].map((value) =>
    new URLSearchParams({ v: value }).toString().slice('v='.length),
  )
  return new Secret(Buffer.from(`${id}:${password}`).toString('base64'))
}

/** What a transport of somebody else threw: its words only, because it may hold the request with everything in it. */
function withoutSecrets(error: unknown, secrets: readonly Secret[]): Error {
  const clean = new Error(redact(error instanceof Error ? error.message : String(error), secrets))
  delete clean.stack
  if (error instanceof Error) clean.name = redact(error.name, secrets)
  return clean
}
