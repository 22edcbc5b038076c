import type { ConnectionType } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import type { HubDatabase } from './database/hub-database.ts'
import type { Database, SealedValue } from './database/schema.ts'
import type { Topics } from './database/topics.ts'
import type { PeopleSettings } from './people/people-options.ts'

/** Time beside the database: for waiting and for measuring. What is stored is dated by the database, `hub_now()`. */
export interface HubClock {
  /** Milliseconds since 1970. */
  now(): number
  monotonicMs(): number
  /** Rejects with the signal's reason when it aborts. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>
}

/** pino fits. */
export interface HubLog {
  debug(facts: object, message: string): void
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/**
 * Seals and opens values. The binding says what the value belongs to, `secret:<account>:<id>:<field>`; a value that is
 * moved to another place does not open there.
 */
export interface Sealer {
  seal(value: string, binding: string): SealedValue
  /** Throws `UnsealError` when the key is missing, the binding is another, or the value was changed. */
  open(sealed: SealedValue, binding: string): string
  /** The key that seals now. */
  readonly currentKeyId: string
  /** Reads the keys again, where they can be: another program may have rotated them. */
  refresh?(): Promise<void>
}

/** A connection that the operator offers ready-made to everybody who may make connections: one to a sandbox. */
export interface SuggestedConnection {
  readonly name: string
  readonly fields: Readonly<Record<string, string>>
  /** In clear, by field; they are sealed when a connection takes them, and never answered. */
  readonly secrets: Readonly<Record<string, string>>
}

/** What every part of the hub is given. Nothing of the hub is kept elsewhere: any hub on the database can go on. */
export interface HubContext {
  readonly database: HubDatabase
  readonly db: Kysely<Database>
  readonly topics: Topics
  readonly clock: HubClock
  /** Cryptographically strong. */
  readonly randomBytes: (size: number) => Buffer
  readonly log: HubLog
  readonly sealer: Sealer
  readonly connectionType: ConnectionType
  readonly suggestedConnection?: SuggestedConnection | undefined
  /** Where people and nodes reach the hub, without a trailing slash: `https://hub.example.com`. */
  readonly origin: string
  readonly people: PeopleSettings
  /** Of this program. */
  readonly version: string
  /** Aborts when the hub stops: whoever waits answers with what there is. */
  readonly stopping: AbortSignal
}
