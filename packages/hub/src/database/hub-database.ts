import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'
import type { Topics } from './topics.ts'

/** The hub's open database. `kind` says whether its server belongs to this installation, and makes no other difference. */
export interface HubDatabase extends AsyncDisposable {
  readonly kind: 'embedded' | 'postgresql'
  /** For housekeeping, commands and tests: a statement may take long (`statementTimeoutMs`). */
  readonly db: Kysely<Database>
  /** For requests: a statement or the wait for a lock that takes longer than 5 s fails, so that no slow table stops all. */
  readonly requests: Kysely<Database>
  /** A few connections for beats, credentials of nodes, and readiness, whatever the requests wait for. */
  readonly vital: Kysely<Database>
  /** A text of SQL as it is, with several statements if there are no values: for the engine of runs, which brings its own. */
  executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>
  /** News between the hubs that share the database. */
  readonly topics: Topics
  /** Rejects when the database does not answer in time. Default: 2 s. */
  ping(options?: { readonly timeoutMs?: number }): Promise<void>
  /**
   * Rejects when the database accepts no writes: it is away, read-only, or out of room. Writes little, and at most every 5 s
   * however often it is called. Default: 2 s.
   */
  checkWrites(options?: { readonly timeoutMs?: number }): Promise<void>
  /** Free room for data on the disk, where the database is on this machine. */
  readonly readFreeBytes?: (() => Promise<number>) | undefined
  /** Connections of all pools, and what waits for one. */
  readonly poolSize: () => { readonly open: number; readonly idle: number; readonly waiting: number }
  /** Waits for statements under way and closes. */
  close(): Promise<void>
}
