import { apiPrefix, routes } from '@coupa-connector/protocol'
import * as client from 'openid-client'
import type { HubContext } from '../../context/hub-context.ts'
import type { OpenIdConnectOptions } from '../../context/people-options.ts'
import { hashToken } from '../credentials/token.ts'

/** What the provider says of who signed in. */
export interface IdentityClaims {
  readonly issuer: string
  readonly subject: string
  readonly email: string | undefined
  /** True only when the provider says so. A provider that says nothing has not verified it. */
  readonly isEmailVerified: boolean
  readonly name: string | undefined
}

/** Signing in at the provider: there with `begin`, back with `finish`. */
export interface OpenIdConnectProvider {
  /** Where to send the browser. `secret` never leaves the browser's cookie: PKCE verifier and nonce are made from it. */
  begin(signIn: { readonly state: string; readonly secret: string }): Promise<URL>
  /** Checks what the browser brought back. Throws what openid-client throws when anything does not match. */
  finish(signIn: {
    readonly state: string
    readonly secret: string
    readonly answer: Readonly<Record<string, string>>
  }): Promise<IdentityClaims>
}

/** After it what the provider says of itself is read again. */
const discoveryLifetimeMs = 3_600_000
const timeoutSeconds = 10

/**
 * The installation's provider. Nothing is fetched before somebody signs in. The provider's metadata is kept for an hour, but a
 * failure is not, so that a provider that was away is asked again at the next sign-in.
 */
export function createOpenIdConnectProvider(
  options: OpenIdConnectOptions,
  { origin, clock }: Pick<HubContext, 'origin' | 'clock'>,
): OpenIdConnectProvider {
  const redirectUri = `${origin}${apiPrefix}${routes['openIdConnect.callback'].path}`
  let known: { readonly configuration: Promise<client.Configuration>; readonly atMs: number } | undefined
  const configure = (): Promise<client.Configuration> => {
    if (known && clock.monotonicMs() - known.atMs < discoveryLifetimeMs) return known.configuration
    const configuration = discover(options)
    const mine = { configuration, atMs: clock.monotonicMs() }
    known = mine
    configuration.catch(() => {
      if (known === mine) known = undefined
    })
    return configuration
  }
  return {
    begin: async ({ state, secret }) =>
      client.buildAuthorizationUrl(await configure(), {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state,
        nonce: nonceOf(secret),
        code_challenge: await client.calculatePKCECodeChallenge(verifierOf(secret)),
        code_challenge_method: 'S256',
      }),
    finish: async ({ state, secret, answer }) => {
      const configuration = await configure()
      const tokens = await client.authorizationCodeGrant(
        configuration,
        new URL(`${redirectUri}?${new URLSearchParams(answer)}`),
        {
          expectedState: state,
          expectedNonce: nonceOf(secret),
          pkceCodeVerifier: verifierOf(secret),
          idTokenExpected: true,
        },
      )
      const claims = tokens.claims()
      if (!claims) throw new Error('The provider gave no ID token')
      // Many providers keep address and name for the userinfo endpoint.
      const more =
        claims.email === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
          ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
          : claims
      return {
        issuer: claims.iss,
        subject: claims.sub,
        email: textOf(more.email),
        isEmailVerified: more.email_verified === true,
        name: textOf(more.name),
      }
    },
  }
}

async function discover(options: OpenIdConnectOptions): Promise<client.Configuration> {
  const issuer = new URL(options.issuer)
  return await client.discovery(issuer, options.clientId, undefined, authenticationOf(options), {
    timeout: timeoutSeconds,
    [client.customFetch]: (url, init) => (options.fetch ?? fetch)(url, init as RequestInit),
    // The options allow plain http only for issuers on this machine.
    execute: issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [],
  })
}

function authenticationOf({ clientSecret, clientAuthentication }: OpenIdConnectOptions): client.ClientAuth {
  const post = client.ClientSecretPost(clientSecret)
  const basic = client.ClientSecretBasic(clientSecret)
  return (server, ...rest) => {
    // When the provider does not say, it is the header (OpenID Connect Discovery 1.0 §3).
    const takesPost = server.token_endpoint_auth_methods_supported?.includes('client_secret_post') === true
    const usesPost = clientAuthentication === undefined ? takesPost : clientAuthentication === 'post'
    return (usesPost ? post : basic)(server, ...rest)
  }
}

function verifierOf(secret: string): string {
  return hashToken(`code-verifier:${secret}`)
}

function nonceOf(secret: string): string {
  return hashToken(`nonce:${secret}`)
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' ? claim : undefined
}
