import type { AccountAccess, KeyPrincipal, NodePrincipal, PersonPrincipal } from './principal.ts'

/** A person or a key, with its rights in the account of the path. Undefined when it does not belong to that account. */
export interface Authenticated<Who> {
  readonly caller: Who
  readonly account: AccountAccess | undefined
}

/** Identifies the caller with one statement. Undefined when the credential is unknown, expired or revoked. */
export interface Authentication {
  bySession(token: string, account: string | undefined): Promise<Authenticated<PersonPrincipal> | undefined>
  byKey(key: string, account: string | undefined): Promise<Authenticated<KeyPrincipal> | undefined>
  byNodeCredential(credential: string): Promise<NodePrincipal | undefined>
}

/** Prefixes of credentials. Each kind is looked up in one place, and scanners for leaked secrets can find them. */
export const credentialPrefixes = { key: 'cck_', node: 'ccn_', installerToken: 'cci_' } as const
