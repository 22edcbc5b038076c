import type { Json, Moment, Optional, OptionalJson, OptionalMoment } from './column-types.ts'

/** A secret, sealed. Rows never change except by re-wrapping with another key. */
export interface SecretTable {
  id: string
  account_id: string
  field: string
  sealed: Json<SealedValue>
  set_at: Moment
  set_by: string
  set_by_name: string
  /** Hosts it may be sent to; null until a connection takes it up. */
  hosts: OptionalJson<readonly string[]>
  /** Null once a connection has taken it up. */
  expires_at: OptionalMoment
}

/**
 * An envelope: the value under a key of its own, that key under the key named by `keyId`. Binary parts in base64. Version 2
 * has a scope.
 */
export interface SealedValue {
  readonly v: 1 | 2
  readonly keyId: string
  readonly wrappedKey: string
  readonly ciphertext: string
}

export interface ConnectionTable {
  account_id: string
  id: string
  name: string
  description: string
  folder: string
  labels: Json<readonly string[]>
  fields: Json<Record<string, string>>
  /** Secret ids by field. */
  secrets: Json<Record<string, string>>
  organization: string
  authentication_type: string
  is_deprecated: boolean
  /** Hash of what takes effect in the settings; every newly set secret changes it. */
  fingerprint: string
  /** Fingerprint of the last settings that passed a test. */
  verified_fingerprint: string | null
  verified_at: OptionalMoment
  /** Last finished test that says something about the settings. */
  last_test: OptionalJson<StoredLastTest>
  /** The state that people were last told of, or that there was nothing to tell of. */
  noted_state: Optional<'verified' | 'failing' | null>
  /** The test that was looked at for changes. */
  noted_test: Optional<string | null>
  revision: number
  /** Name, organization, description, folder and labels in lower case. */
  search_text: string
  created_at: Moment
  created_by_name: string
  updated_at: Moment
  updated_by_name: string
}

export interface StoredLastTest {
  readonly job: string
  readonly outcome: string
  readonly title: string
  readonly finishedAt: string
  readonly container: { readonly id: string | null; readonly name: string }
  readonly fingerprint: string
}

export interface ConnectionRevisionTable {
  account_id: string
  connection_id: string
  revision: number
  name: string
  fields: Json<Record<string, string>>
  changes: Json<readonly { field: string; from: string | null; to: string | null; isSecret: boolean }[]>
  changed_by: Json<{ kind: 'person' | 'key' | 'container' | 'system'; id: string | null; name: string }>
  changed_at: Moment
}

/** Which nodes call an organization for an account now; a row that is not renewed gives its share back. */
export interface OrganizationUseTable {
  organization: string
  account_id: string
  node_id: string
  expires_at: Moment
}

/** Access tokens that the nodes of a container share, sealed, per tenant. */
export interface NodeTokenTable {
  container_id: string
  account_id: string
  key: string
  sequence: Optional<number>
  sealed: OptionalJson<SealedValue>
  expires_at: OptionalMoment
  lock_holder: string | null
  lock_expires_at: OptionalMoment
}
