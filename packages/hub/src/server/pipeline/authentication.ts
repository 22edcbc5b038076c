import type { AccountAccess, KeyPrincipal, NodePrincipal, PersonPrincipal } from './principal.ts'

/** A person or a key, and what it may do in the account of the path; undefined when that is not its account. */
export interface Authenticated<Who> {
  readonly caller: Who
  readonly account: AccountAccess | undefined
}

/** Finds out who calls, in one statement each. Undefined when the credential is unknown, expired or revoked. */
export interface Authentication {
  bySession(token: string, account: string | undefined): Promise<Authenticated<PersonPrincipal> | undefined>
  byKey(key: string, account: string | undefined): Promise<Authenticated<KeyPrincipal> | undefined>
  byNodeCredential(credential: string): Promise<NodePrincipal | undefined>
}

/** How credentials begin, so that each is looked up in one place and can be found by scanners for leaked secrets. */
export const credentialPrefixes = { key: 'cck_', node: 'ccn_', installerToken: 'cci_' } as const
