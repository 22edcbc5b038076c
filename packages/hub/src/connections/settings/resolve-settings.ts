import type { Actor, CheckedSettings } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { checkSettings } from './check-settings.ts'
import { settingsFingerprint } from './settings-fingerprint.ts'
import { readSecretFacts, refuseUnusableSecrets, withCanonicalIds } from './usable-secrets.ts'

/** A stored connection, the fields of a form, or a stored connection changed by a form. */
export interface SettingsSource {
  readonly account: string
  /** Who asks: handles that no connection has taken up are only theirs. */
  readonly actor: Actor
  readonly connection?: string | undefined
  /** Replaces all fields of the connection. */
  readonly fields?: Readonly<Record<string, string>> | undefined
  /** Added to the secrets of the connection. */
  readonly secrets?: Readonly<Record<string, string>> | undefined
}

export interface ResolvedSettings {
  /** Null for a draft of a connection that is not stored. */
  readonly connection: { readonly id: string; readonly name: string; readonly revision: number } | null
  readonly fields: Readonly<Record<string, string>>
  /** Secret ids by field. */
  readonly secrets: Readonly<Record<string, string>>
  readonly check: CheckedSettings
  /** Hash of the effective settings and the ids of their secrets. Null while there are problems. */
  readonly fingerprint: string | null
  /** These very settings are stored and have passed a test. */
  readonly isVerified: boolean
}

/**
 * Puts settings together without opening any secret. Throws `NOT_FOUND` for a connection of nobody or somebody else, and
 * `SECRET_NOT_USABLE` naming the field when a handle is unknown, expired, somebody else's, or bound to other hosts. Called in
 * the transaction that stores what is to use them: the connection and its secrets stay as they are until it ends, or a
 * change meanwhile could delete a secret that a new job refers to.
 */
export async function resolveSettings(
  { connectionType }: Pick<HubContext, 'connectionType'>,
  executor: Kysely<Database>,
  source: SettingsSource,
): Promise<ResolvedSettings> {
  const stored =
    source.connection === undefined ? undefined : await readStored(executor, source.account, source.connection)
  const secrets = { ...stored?.secrets, ...withCanonicalIds(source.secrets ?? {}) }
  const checked = checkSettings(connectionType, source.fields ?? stored?.fields ?? {}, Object.keys(secrets))
  const facts = await readSecretFacts(executor, source.account, Object.values(secrets), { lock: 'shared' })
  refuseUnusableSecrets({ connectionType, actor: source.actor, ...checked, secrets, facts })
  const fingerprint = settingsFingerprint(checked.check, secrets)
  return {
    connection: stored ? { id: stored.id, name: stored.name, revision: stored.revision } : null,
    fields: checked.fields,
    secrets,
    check: checked.check,
    fingerprint,
    isVerified:
      fingerprint !== null && stored?.fingerprint === fingerprint && stored.verified_fingerprint === fingerprint,
  }
}

async function readStored(executor: Kysely<Database>, account: string, id: string) {
  const stored = await executor
    .selectFrom('connection')
    .select(['id', 'name', 'revision', 'fields', 'secrets', 'fingerprint', 'verified_fingerprint'])
    .where('account_id', '=', account)
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst()
  if (!stored) throw notFound('connection')
  return stored
}

/** The ids of the secrets in effect. A job opens no other secret. */
export function usedSecrets({ secrets, check }: ResolvedSettings): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).filter(([field]) => check.usedSecrets.includes(field)))
}
