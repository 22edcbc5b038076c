import type { AccountAccess, KeyCaller, NodeCaller, PersonCaller } from './handler.ts'

/** A person or a key, and what it may do in the account of the path; undefined when that is not its account. */
export interface Authenticated<Caller> {
  readonly caller: Caller
  readonly account: AccountAccess | undefined
}

/** Finds out who calls, in one statement each. Undefined when the credential is unknown, expired or revoked. */
export interface Authentication {
  bySession(token: string, account: string | undefined): Promise<Authenticated<PersonCaller> | undefined>
  byKey(key: string, account: string | undefined): Promise<Authenticated<KeyCaller> | undefined>
  byNodeCredential(credential: string): Promise<NodeCaller | undefined>
}

/** How credentials begin, so that each is looked up in one place and can be found by scanners for leaked secrets. */
export const credentialPrefixes = { key: 'cck_', node: 'ccn_', installerToken: 'cci_' } as const
