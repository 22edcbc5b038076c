import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { splitScope } from '../settings/clients.ts'

/** What a token says, once its signature was checked. */
export interface TokenClaims {
  readonly clientId: string
  readonly scopes: ReadonlySet<string>
  readonly issuedAtMs: number
  readonly expiresAtMs: number
}

/** Why a token is refused. */
export type TokenRefusal = 'malformed' | 'foreign' | 'expired' | 'revoked' | 'not-yet-active'

/** Issues and checks the tokens of one organization: JWTs signed with a key that only it has. */
export interface Tokens {
  issue(clientId: string, scopes: readonly string[]): string
  check(token: string): TokenClaims | TokenRefusal
  /** Every token issued so far stops working. */
  revokeAll(): void
  revoke(token: string): void
}

/** What issuing tokens depends on. */
export interface TokensOptions {
  readonly issuer: string
  readonly lifetimeSeconds: number
  readonly warmUpMs: number
  readonly now: () => number
}

/** Makes the token keeper of an organization. */
export function createTokens(options: TokensOptions): Tokens {
  const { issuer, lifetimeSeconds, warmUpMs, now } = options
  const key = randomBytes(32)
  const revoked = new Set<string>()
  let generation = randomUUID()

  const sign = (text: string): Buffer => createHmac('sha256', key).update(text).digest()

  return {
    issue(clientId, scopes) {
      const issuedAtMs = now()
      const payload = {
        iss: issuer,
        sub: clientId,
        client_id: clientId,
        aud: issuer,
        iat: Math.floor(issuedAtMs / 1000),
        iat_ms: issuedAtMs,
        exp: Math.floor(issuedAtMs / 1000) + lifetimeSeconds,
        jti: randomUUID(),
        gen: generation,
        scope: scopes.join(' '),
      }
      const head = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`
      return `${head}.${sign(head).toString('base64url')}`
    },
    check(token) {
      const [header, payload, signature, ...rest] = token.split('.')
      if (!header || !payload || !signature || rest.length > 0) return 'malformed'
      const expected = sign(`${header}.${payload}`)
      const given = Buffer.from(signature, 'base64url')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'foreign'
      // The signature proves that the payload is one of ours, so its members have the types written above.
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
        readonly sub: string
        readonly iat_ms: number
        readonly jti: string
        readonly gen: string
        readonly scope: string
      }
      const expiresAtMs = claims.iat_ms + lifetimeSeconds * 1000
      if (now() >= expiresAtMs) return 'expired'
      if (claims.gen !== generation || revoked.has(claims.jti)) return 'revoked'
      if (now() < claims.iat_ms + warmUpMs) return 'not-yet-active'
      return { clientId: claims.sub, scopes: new Set(splitScope(claims.scope)), issuedAtMs: claims.iat_ms, expiresAtMs }
    },
    revokeAll() {
      generation = randomUUID()
    },
    revoke(token) {
      const payload = token.split('.')[1]
      if (payload === undefined) return
      const { jti }: { jti?: unknown } = JSON.parse(Buffer.from(payload, 'base64url').toString())
      if (typeof jti === 'string') revoked.add(jti)
    },
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
