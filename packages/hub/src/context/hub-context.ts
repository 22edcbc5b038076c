import type { ConnectionType, DestinationDescription } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import type { HubClock } from '../basics/hub-clock.ts'
import type { HubLog } from '../basics/hub-log.ts'
import type { HubDatabase } from '../database/hub-database.ts'
import type { Database } from '../database/schema.ts'
import type { Topics } from '../database/topics.ts'
import type { RunEngine } from '../processes/engine/run-engine.ts'
import type { MessagingSettings } from './messaging-options.ts'
import type { PeopleSettings } from './people-options.ts'
import type { Sealer } from './sealer.ts'

/** A connection that the operator offers ready-made to everybody who may create connections, such as one to a sandbox. */
export interface SuggestedConnection {
  readonly name: string
  readonly fields: Readonly<Record<string, string>>
  /** In clear, by field. A connection that takes them seals them, and no answer contains them. */
  readonly secrets: Readonly<Record<string, string>>
}

/** What every part of the hub receives. The hub keeps nothing elsewhere, so that any hub on the database can continue. */
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
  /** The kinds of destinations that the program knows. */
  readonly destinationTypes: readonly DestinationDescription[]
  readonly runEngine: RunEngine
  readonly suggestedConnection?: SuggestedConnection | undefined
  /** Where people and nodes reach the hub, without a trailing slash: `https://hub.example.com`. */
  readonly origin: string
  readonly people: PeopleSettings
  /** Mail, and what channels of alerts may reach. */
  readonly messaging: MessagingSettings
  /** Of this program. */
  readonly version: string
  /** Aborts when the hub stops: whoever waits answers with what there is. */
  readonly stopping: AbortSignal
}
