import type { Secret } from '../secrets/secret.ts'

/** Checked, normalized settings of one connection: what `parseSettings` makes of what a person typed. */
export type Settings = OAuth2Settings | ApiKeySettings

export interface OAuth2Settings {
  readonly authenticationType: 'oauth2'
  /** Service root without a trailing slash, `https://name.coupahost.com/api`. */
  readonly url: string
  readonly clientId: string
  readonly clientSecret: Secret
  /** In the order given, without duplicates. */
  readonly scopes: readonly string[]
  readonly accessTokenUrl: string
  /** Where the client's credentials go in the token request (F-021, F-022). Default: `body`. */
  readonly clientAuthentication: 'body' | 'basic'
}

export interface ApiKeySettings {
  readonly authenticationType: 'api-key'
  readonly url: string
  readonly token: Secret
}
