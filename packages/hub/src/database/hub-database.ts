import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'
import type { Topics } from './topics.ts'

/** The hub's database, open. The embedded one and PostgreSQL behave the same to everything above. */
export interface HubDatabase extends AsyncDisposable {
  readonly kind: 'embedded' | 'postgresql'
  readonly db: Kysely<Database>
  /** News between the hubs that share the database. */
  readonly topics: Topics
  /** Rejects when the database does not answer within the time. Default: 2 s. */
  ping(options?: { readonly timeoutMs?: number }): Promise<void>
  /** Connections of the pool and requests that wait for one; not on the embedded database, which has one. */
  readonly poolSize?: (() => { readonly open: number; readonly idle: number; readonly waiting: number }) | undefined
  /** Waits for statements under way and closes. */
  close(): Promise<void>
}
