import type { Actor, CheckedSettings } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { HubContext } from '../hub-context.ts'

/** A stored connection, what stands in the form, or the one changed by the other. */
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
  /** Hash of the effective settings and the ids of their secrets; null while there are problems. */
  readonly fingerprint: string | null
  /** These very settings are stored and have passed a test. */
  readonly isVerified: boolean
}

/**
 * Puts settings together without opening any secret. Throws `NOT_FOUND` for a connection of nobody or somebody else, and
 * `SECRET_NOT_USABLE` naming the field when a handle is unknown, expired, somebody else's, or bound to other hosts.
 */
export async function resolveSettings(
  _context: HubContext,
  _executor: Kysely<Database>,
  _source: SettingsSource,
): Promise<ResolvedSettings> {
  throw new Error('not built yet')
}

/** Opens secrets for a node that has just taken a lease. Throws `UnsealError` when one cannot be opened. */
export async function openSecrets(
  _context: HubContext,
  _executor: Kysely<Database>,
  _account: string,
  _secrets: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  throw new Error('not built yet')
}

/** A finished test, for the state of its connection. */
export interface FinishedTest {
  readonly account: string
  readonly connection: string
  readonly fingerprint: string
  readonly job: string
  readonly outcome: string
  readonly title: string
  readonly container: { readonly id: string | null; readonly name: string }
}

/**
 * Notes the outcome of a test on its connection, in the transaction that finishes the job: settings that passed are
 * verified. Outcomes that say nothing about the settings (a container that was lost, a test that was cancelled) change
 * nothing.
 */
export async function noteFinishedTest(_executor: Kysely<Database>, _test: FinishedTest): Promise<void> {
  throw new Error('not built yet')
}
