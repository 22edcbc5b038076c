import { isLoopbackHost } from '@coupa-connector/protocol'

/** Derives a key of 32 bytes from a password. */
export type DeriveKey = (password: string, salt: Buffer, cost: number) => Promise<Buffer>

/** How people sign in and for how long. */
export interface PeopleOptions {
  /**
   * How expensive it is to guess a password: N of scrypt, a power of two. Default: 2^16, with which one check takes about 130
   * ms and 64 MiB. Passwords stored at another cost keep working, and are stored again at the next sign-in.
   */
  readonly passwordCost?: number | undefined
  /** A session ends after this, however busy. Default: 12 hours. */
  readonly sessionLifetimeMs?: number | undefined
  /** A session ends when it was not used for this long. Default: 2 hours. */
  readonly sessionIdleMs?: number | undefined
  /** Sign-in attempts a minute for one email address. Low, because it is what stops guessing. Default: 5. */
  readonly signInsPerEmailPerMinute?: number | undefined
  /** Sign-in attempts a minute from one network address, which a whole office may share. Default: 30. */
  readonly signInsPerAddressPerMinute?: number | undefined
  /** The provider that people may sign in with as well. Default: none. */
  readonly openIdConnect?: OpenIdConnectOptions | undefined
  /** Default: scrypt of node:crypto. */
  readonly deriveKey?: DeriveKey | undefined
}

/** One OpenID Connect provider for the whole installation. */
export interface OpenIdConnectOptions {
  /** As the provider names itself: `https://login.example.com/tenant`. Plain http only on loopback. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /**
   * How to send the client secret: in the body or in the `Authorization` header. Default: in the body when the provider says
   * that it accepts that.
   */
  readonly clientAuthentication?: 'post' | 'basic' | undefined
  /** On the button: `Sign in with …`. */
  readonly label: string
  /** Only people with an address in one of these domains. Default: all that are invited. */
  readonly allowedEmailDomains?: readonly string[] | undefined
  /** Default: the global one. */
  readonly fetch?: typeof fetch | undefined
}

/** The options with their defaults. */
export type PeopleSettings = Required<Omit<PeopleOptions, 'openIdConnect' | 'deriveKey'>> &
  Pick<PeopleOptions, 'openIdConnect' | 'deriveKey'>

/** Fills in the defaults. Throws `TypeError` when an option cannot be used. */
export function readPeopleOptions(options: PeopleOptions = {}): PeopleSettings {
  const passwordCost = options.passwordCost ?? 2 ** 16
  if (!Number.isInteger(Math.log2(passwordCost)) || passwordCost < 2 || passwordCost > 2 ** 20) {
    throw new TypeError(`passwordCost is ${passwordCost}; give a power of two from 2 to 1048576`)
  }
  return {
    passwordCost,
    sessionLifetimeMs: positive('sessionLifetimeMs', options.sessionLifetimeMs, 12 * 3_600_000),
    sessionIdleMs: positive('sessionIdleMs', options.sessionIdleMs, 2 * 3_600_000),
    signInsPerEmailPerMinute: positive('signInsPerEmailPerMinute', options.signInsPerEmailPerMinute, 5),
    signInsPerAddressPerMinute: positive('signInsPerAddressPerMinute', options.signInsPerAddressPerMinute, 30),
    openIdConnect: options.openIdConnect && readOpenIdConnectOptions(options.openIdConnect),
    deriveKey: options.deriveKey,
  }
}

function readOpenIdConnectOptions(options: OpenIdConnectOptions): OpenIdConnectOptions {
  const issuer = URL.parse(options.issuer)
  if (
    issuer === null ||
    !(issuer.protocol === 'https:' || (issuer.protocol === 'http:' && isLoopbackHost(issuer.hostname)))
  ) {
    throw new TypeError(`openIdConnect.issuer is ${JSON.stringify(options.issuer)}; give an https:// address`)
  }
  for (const name of ['clientId', 'clientSecret', 'label'] as const) {
    if (options[name] === '') throw new TypeError(`openIdConnect.${name} is empty; give what the provider says`)
  }
  return options
}

function positive(name: string, given: number | undefined, otherwise: number): number {
  const value = given ?? otherwise
  if (!(value > 0) || !Number.isFinite(value)) throw new TypeError(`${name} is ${value}; give a number above 0`)
  return value
}
