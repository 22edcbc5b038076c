import { timingSafeEqual } from 'node:crypto'
import { RequestProblem } from '../format/request-problem.ts'
import type { QuirkSettings } from '../settings/quirks.ts'
import type { Tokens } from './tokens.ts'

/** Who sends a request. */
export interface Identity {
  readonly clientId: string
  /** Undefined for an API key, which may do everything. */
  readonly scopes: ReadonlySet<string> | undefined
}

/** What checking a request depends on. */
export interface AuthorizationContext {
  readonly tokens: Tokens
  /** The key that is let in; undefined when keys are off. */
  readonly apiKey: string | undefined
  readonly quirks: QuirkSettings
}

/** Finds out who sends a request. Throws RequestProblem (401) without a valid token or key. */
export function authenticate(
  headers: { readonly authorization: string | undefined; readonly apiKey: string | undefined },
  context: AuthorizationContext,
): Identity {
  if (headers.apiKey !== undefined && context.apiKey !== undefined) {
    if (isSame(headers.apiKey, context.apiKey)) return { clientId: 'api-key', scopes: undefined }
    throw new RequestProblem(401, 'The API key is not valid')
  }
  const token = /^bearer\s+(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1]
  if (token === undefined) throw new RequestProblem(401, 'An access token is required')
  const claims = context.tokens.check(token)
  if (typeof claims === 'string') throw new RequestProblem(401, 'The access token is invalid, expired or revoked')
  return { clientId: claims.clientId, scopes: claims.scopes }
}

/** Throws RequestProblem (403, or 401 by quirk) unless one of the scopes was granted. No scopes mean that none is known. */
export function requireScope(identity: Identity, anyOf: readonly string[], quirks: QuirkSettings): void {
  const { scopes } = identity
  if (scopes === undefined || anyOf.length === 0 || anyOf.some((name) => scopes.has(name))) return
  throw new RequestProblem(Number(quirks['missing-scope']), 'You are not authorized to perform this action')
}

function isSame(given: string, expected: string): boolean {
  const first = Buffer.from(given)
  const second = Buffer.from(expected)
  return first.length === second.length && timingSafeEqual(first, second)
}
