import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely'
import pg from 'pg'
import type { HubClock } from '../../basics/hub-clock.ts'
import type { HubLog } from '../../basics/hub-log.ts'
import { DatabaseError } from '../failures/database-error.ts'
import { tooFewDescriptors } from '../failures/too-few-descriptors.ts'
import { withTimeout } from '../failures/with-timeout.ts'
import type { HubDatabase } from '../hub-database.ts'
import { isCurrent, migrate } from '../migrations/migrate.ts'
import type { Database } from '../schema.ts'
import { createTopics, topicsChannel } from '../topics.ts'
import { startPostgresqlListener } from './postgresql-listener.ts'
import { createStatementNames, preparingClient } from './prepared-statements.ts'
import { createWriteCheck } from './write-check.ts'

/** A server, and how it is used. */
export interface DatabaseConnection {
  readonly kind: HubDatabase['kind']
  /** Host, user, password, database. */
  readonly config: pg.ClientConfig
  /** How errors refer to the database: "the database at …", without the password. */
  readonly name: string
  /** What to do when there is no connection, by the code of the error. */
  readonly suggestionFor: (code: string) => string
  /** Explains why the server is away, where this program runs it. Default: unknown. */
  readonly whyAway?: (() => DatabaseError | undefined) | undefined
  /** Free room on the disk, where it belongs to this machine. Default: unknown. */
  readonly readFreeBytes?: (() => Promise<number>) | undefined
  readonly maxConnections: number
  readonly statementTimeoutMs: number
  readonly log: HubLog
  readonly clock: HubClock
}

interface PoolSettings {
  readonly max: number
  /** Milliseconds. */
  readonly statement_timeout: number
  readonly lock_timeout?: number
}

/** A request gives up sooner than its caller does. No statement of a request takes a tenth of it. */
const longestOfRequestMs = 5_000
/** Beats and checks of readiness rather fail than wait for a lock. */
const longestVitalWaitMs = 1_000
/** Kept for what must be answered while everything else waits. */
const mostVital = 2
/** Housekeeping runs a few tasks at a time. */
const mostInBackground = 4

const int8 = 20
const oldestVersion = 150_000
/** The advisory lock under which hubs that start together migrate one after the other. Any number that nobody else uses. */
const migrationLock = 4_071_966_201

/**
 * Connects to a server, migrates the database to this program's version, and hands it to the hub. Once open it recovers by
 * itself after the server was away. Throws a `DatabaseError`.
 */
export async function connectDatabase(connection: DatabaseConnection): Promise<HubDatabase> {
  const { kind, name, maxConnections, statementTimeoutMs, log, clock, readFreeBytes } = connection
  const config: pg.ClientConfig = { ...connection.config, keepAlive: true, types }
  await prepare({ ...connection, config })
  const names = createStatementNames()
  const openPool = ({ max, ...timeouts }: PoolSettings): pg.Pool => {
    const pool = new pg.Pool({ ...config, max, ...timeouts, Client: preparingClient(names) })
    // An idle connection that breaks. Without a listener it would end the process.
    pool.on('error', (error) => log.warn({ error: codeOf(error) }, 'An idle connection to the database broke'))
    hearErrors(pool)
    return pool
  }
  const openDialect = (pool: pg.Pool): Kysely<Database> =>
    new Kysely<Database>({
      dialect: new PostgresDialect({ pool: translate(pool, connection) }),
      log: (event) => {
        if (event.level === 'error') writeCheck.hear(event.error)
      },
    })
  const requestTimeoutMs = Math.min(statementTimeoutMs, longestOfRequestMs)
  const pools = {
    background: openPool({
      max: Math.min(maxConnections, mostInBackground),
      statement_timeout: statementTimeoutMs,
    }),
    requests: openPool({ max: maxConnections, statement_timeout: requestTimeoutMs, lock_timeout: requestTimeoutMs }),
    vital: openPool({ max: mostVital, statement_timeout: requestTimeoutMs, lock_timeout: longestVitalWaitMs }),
  }
  const [db, requests, vital] = [openDialect(pools.background), openDialect(pools.requests), openDialect(pools.vital)]
  const writeCheck = createWriteCheck({ db: vital, log, clock, readFreeBytes })
  const topics = createTopics()
  const listener = await startPostgresqlListener({
    config,
    channel: topicsChannel,
    onNews: topics.deliver,
    onGap: topics.deliverAll,
    log,
    clock,
  }).catch(async (error) => {
    await Promise.all(Object.values(pools).map((pool) => pool.end()))
    throw unavailable(error, connection)
  })
  let closing: Promise<void> | undefined
  const closeOnce = async (): Promise<void> => {
    await listener.close()
    await Promise.all([db.destroy(), requests.destroy(), vital.destroy()])
    for (const pool of Object.values(pools)) if (!pool.ending) await pool.end()
  }
  const close = (): Promise<void> => {
    closing ??= closeOnce()
    return closing
  }
  return {
    kind,
    db,
    requests,
    vital,
    executeSql: async (text, values = []) => {
      const { background } = pools
      return await (values.length === 0 ? background.query(text) : background.query(text, [...values]))
    },
    topics,
    poolSize: () => {
      const all = Object.values(pools)
      const sum = (of: (pool: pg.Pool) => number): number => all.reduce((total, pool) => total + of(pool), 0)
      return {
        open: sum(({ totalCount }) => totalCount),
        idle: sum(({ idleCount }) => idleCount),
        waiting: sum(({ waitingCount }) => waitingCount),
      }
    },
    ping: async ({ timeoutMs = 2_000 } = {}) => {
      await withTimeout(sql`select 1`.execute(vital), timeoutMs, capitalize(name))
    },
    checkWrites: ({ timeoutMs = 2_000 } = {}) => withTimeout(writeCheck.run(), timeoutMs, capitalize(name)),
    readFreeBytes,
    close,
    [Symbol.asyncDispose]: close,
  }
}

/**
 * A connection in use that breaks between two statements reports this only on itself, and without a listener that would end the
 * process. The next statement on it fails and says why.
 */
function hearErrors(pool: pg.Pool): void {
  pool.on('connect', (client) => {
    client.on('error', () => {})
  })
}

/** Checks the version and migrates, on separate connections that no statement timeout ends. */
async function prepare(connection: DatabaseConnection): Promise<void> {
  const pool = new pg.Pool({ ...connection.config, max: 2 })
  pool.on('error', () => {})
  hearErrors(pool)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: translate(pool, connection) }) })
  try {
    await db.connection().execute(async (locked) => {
      await refuseOldServer(locked, connection)
      // Most starts find nothing to do, and wait for nobody.
      if (await isCurrent(locked)) return
      await sql`select pg_advisory_lock(${sql.lit(migrationLock)})`.execute(locked)
      try {
        await migrate(db)
      } finally {
        await sql`select pg_advisory_unlock(${sql.lit(migrationLock)})`.execute(locked)
      }
    })
  } finally {
    await db.destroy()
  }
}

async function refuseOldServer(db: Kysely<Database>, { name }: DatabaseConnection): Promise<void> {
  const { rows } = await sql<{ number: number; name: string }>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as name`.execute(db)
  const [version] = rows
  if (version !== undefined && version.number >= oldestVersion) return
  throw new DatabaseError(
    'DATABASE_TOO_OLD',
    `${capitalize(name)} is PostgreSQL ${version?.name}; the hub needs 15 or later.`,
    'Upgrade the server, or name another one.',
  )
}

/** The pool, whose connection errors say what they are, whatever the system called them. */
function translate(pool: pg.Pool, connection: DatabaseConnection): PostgresPool {
  return {
    options: pool.options,
    connect: async () => {
      try {
        return (await pool.connect()) as unknown as PostgresPoolClient
      } catch (error) {
        throw unavailable(error, connection)
      }
    },
    end: async () => {
      if (!pool.ending) await pool.end()
    },
  } as PostgresPool
}

function unavailable(error: unknown, { name, suggestionFor, whyAway }: DatabaseConnection): DatabaseError {
  const reason = whyAway?.()
  if (reason !== undefined) return reason
  const code = codeOf(error)
  if (code === 'EMFILE' || code === 'ENFILE') return tooFewDescriptors(`connect to ${name}`, error)
  return new DatabaseError(
    'DATABASE_UNAVAILABLE',
    `There is no connection to ${name} (${code}).`,
    suggestionFor(code),
    // The driver's own errors never contain the password, but the address in an error about a malformed one may.
    error instanceof TypeError ? {} : { cause: error },
  )
}

function codeOf(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: string }
  if (typeof code === 'string') return code
  return error instanceof AggregateError
    ? codeOf(error.errors[0])
    : error instanceof TypeError
      ? 'address'
      : (message ?? '')
}

function capitalize(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}

// `count(*)` is a bigint: a number; none of ours comes near 2^53.
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}
