import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely'
import pg from 'pg'
import type { HubClock, HubLog } from '../hub-context.ts'
import { DatabaseError } from './database-error.ts'
import type { HubDatabase } from './hub-database.ts'
import { migrate } from './migrate.ts'
import { startPostgresqlListener } from './postgresql-listener.ts'
import type { Database } from './schema.ts'
import { systemClock } from './system-clock.ts'
import { createTopics, topicsChannel } from './topics.ts'
import { withTimeout } from './with-timeout.ts'

export interface PostgresqlDatabaseOptions {
  /**
   * `postgresql://user:password@host:5432/database`. TLS by its parameters: `?sslmode=verify-full&sslrootcert=/ca.pem`
   * (also `sslcert` and `sslkey`). Appears in no error and no log.
   */
  readonly url: string
  /** Connections besides the one that listens. Default: 10. */
  readonly maxConnections?: number | undefined
  /** After it a statement is ended by the server. Default: 30 s: no statement of the hub takes a tenth of it. */
  readonly statementTimeoutMs?: number | undefined
  /** How long to wait for a connection, new or from the pool. Default: 10 s. */
  readonly connectTimeoutMs?: number | undefined
  /** Shown by `pg_stat_activity`. Default: `coupa-connector`. */
  readonly applicationName?: string | undefined
  /** Where lost connections are reported. Default: nowhere. */
  readonly log?: HubLog | undefined
  readonly clock?: HubClock | undefined
}

const int8 = 20
const oldestVersion = 150_000
/** Hubs that start at once migrate one after the other. Any number that nobody else takes. */
const migrationLock = 4_071_966_201

/**
 * Opens a PostgreSQL database, version 15 or later. Throws `DatabaseError` when it cannot be reached, is too old, or a newer
 * program has been there. Once open it comes back by itself after the server was away: statements fail meanwhile with
 * errors for which `isDatabaseUnavailable` is true.
 */
export async function openPostgresqlDatabase(options: PostgresqlDatabaseOptions): Promise<HubDatabase> {
  const { maxConnections = 10, statementTimeoutMs = 30_000, connectTimeoutMs = 10_000 } = options
  const { applicationName = 'coupa-connector', log = silent, clock = systemClock } = options
  const where = describeServer(options.url)
  const config: pg.ClientConfig = {
    connectionString: options.url,
    application_name: applicationName,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    types,
  }
  await prepare(config, where)
  const pool = new pg.Pool({ ...config, max: maxConnections, statement_timeout: statementTimeoutMs })
  // A connection that breaks while nobody uses it; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ error: codeOf(error) }, 'An idle connection to the database broke'))
  hearErrors(pool)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: translate(pool, where) }) })
  const topics = createTopics()
  const listener = await startPostgresqlListener({
    config,
    channel: topicsChannel,
    onNews: topics.deliver,
    onGap: topics.deliverAll,
    log,
    clock,
  }).catch(async (error) => {
    await pool.end()
    throw unavailable(error, where)
  })
  let closing: Promise<void> | undefined
  const closeOnce = async (): Promise<void> => {
    await listener.close()
    await db.destroy()
    if (!pool.ending) await pool.end()
  }
  const close = (): Promise<void> => {
    closing ??= closeOnce()
    return closing
  }
  return {
    kind: 'postgresql',
    db,
    topics,
    poolSize: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    ping: async ({ timeoutMs = 2_000 } = {}) => {
      await withTimeout(sql`select 1`.execute(db), timeoutMs, `The database at ${where}`)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/**
 * A connection in use that breaks between two statements tells nobody but itself, and unheard that would end the process;
 * the next statement on it fails and says why.
 */
function hearErrors(pool: pg.Pool): void {
  pool.on('connect', (client) => {
    client.on('error', () => {})
  })
}

/** Checks the version and migrates, on connections of their own that no statement timeout ends. */
async function prepare(config: pg.ClientConfig, where: string): Promise<void> {
  const pool = new pg.Pool({ ...config, max: 2 })
  pool.on('error', () => {})
  hearErrors(pool)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: translate(pool, where) }) })
  try {
    await db.connection().execute(async (connection) => {
      await refuseOldServer(connection, where)
      await sql`select pg_advisory_lock(${sql.lit(migrationLock)})`.execute(connection)
      try {
        await migrate(db)
      } finally {
        await sql`select pg_advisory_unlock(${sql.lit(migrationLock)})`.execute(connection)
      }
    })
  } finally {
    await db.destroy()
  }
}

async function refuseOldServer(db: Kysely<Database>, where: string): Promise<void> {
  const { rows } = await sql<{ number: number; name: string }>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as name`.execute(db)
  const [version] = rows
  if (version !== undefined && version.number >= oldestVersion) return
  throw new DatabaseError(
    'DATABASE_TOO_OLD',
    `The database at ${where} is PostgreSQL ${version?.name}; the hub needs 15 or later.`,
    'Upgrade the server, or name another one.',
  )
}

/** The pool, with errors of connecting that say so, whatever the system called them. */
function translate(pool: pg.Pool, where: string): PostgresPool {
  return {
    options: pool.options,
    connect: async () => {
      try {
        return (await pool.connect()) as unknown as PostgresPoolClient
      } catch (error) {
        throw unavailable(error, where)
      }
    },
    end: async () => {
      if (!pool.ending) await pool.end()
    },
  } as PostgresPool
}

function unavailable(error: unknown, where: string): DatabaseError {
  return new DatabaseError(
    'DATABASE_UNAVAILABLE',
    `There is no connection to the database at ${where} (${codeOf(error)}).`,
    suggestionFor(codeOf(error)),
    // The driver's own errors never hold the password; an address that it cannot read may.
    error instanceof TypeError ? {} : { cause: error },
  )
}

function suggestionFor(code: string): string {
  if (code === '28P01' || code === '28000') return 'Check user and password in the address, and pg_hba.conf.'
  if (code === '3D000') return 'Create the database, or correct its name in the address.'
  if (code.includes('CERT') || code.includes('SELF_SIGNED'))
    return 'Name the authority with sslrootcert in the address.'
  return 'Check that the server runs and that host and port in the address are right.'
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

/** Host, port and database, without user, password and parameters. */
function describeServer(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `${hostname}:${port || '5432'}${pathname}`
  } catch (error) {
    // Not the cause: it repeats the address, and with it the password.
    const code = (error as { readonly code?: string }).code
    throw new DatabaseError(
      'DATABASE_UNAVAILABLE',
      `The address of the database cannot be read (${code}).`,
      'Give it as postgresql://user:password@host:5432/database, with special characters of the password percent-encoded.',
    )
  }
}

// `count(*)` is a bigint: a number on both databases.
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

const silent: HubLog = { debug() {}, info() {}, warn() {}, error() {} }
