import { createHash, timingSafeEqual } from 'node:crypto'

/** A client as it is set up under OAuth2/OpenID Connect Clients (F-034). */
export interface ClientOptions {
  readonly id: string
  readonly secret: string
  /** Granted scopes, separated by blanks; all when absent. */
  readonly scope?: string
  /** `authorization_code` makes the token endpoint answer unauthorized_client. */
  readonly grantType?: 'client_credentials' | 'authorization_code'
  readonly isActive?: boolean
}

/** A client with its scopes as a list. */
export interface Client {
  readonly id: string
  readonly scopes: readonly string[]
  readonly mayUseClientCredentials: boolean
  /** Compares without telling by its duration how much fits. */
  hasSecret(secret: string): boolean
}

/** The clients of an organization. Throws TypeError when an id occurs twice. */
export function createClients(
  options: readonly ClientOptions[],
  allScopes: readonly string[],
): ReadonlyMap<string, Client> {
  const clients = new Map<string, Client>()
  for (const { id, secret, scope, grantType = 'client_credentials', isActive = true } of options) {
    if (clients.has(id)) throw new TypeError(`option 'clients' holds the id '${id}' twice; ids must differ`)
    if (!isActive) continue
    clients.set(id, {
      id,
      scopes: scope === undefined ? allScopes : splitScope(scope),
      mayUseClientCredentials: grantType === 'client_credentials',
      hasSecret: (given) => timingSafeEqual(digest(given), digest(secret)),
    })
  }
  return clients
}

/** A made-up credential that is the same for the same seed: hexadecimal, of the given length (F-035). */
export function seededCredential(seed: number, purpose: string, length: number): string {
  return createHash('sha256').update(`sandbox ${purpose} ${seed}`).digest('hex').slice(0, length)
}

/** Splits a scope string at blanks. */
export function splitScope(scope: string): readonly string[] {
  return scope.split(/\s+/).filter((name) => name !== '')
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
