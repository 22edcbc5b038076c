import type { HubClock } from '../../basics/hub-clock.ts'
import type { HubLog } from '../../basics/hub-log.ts'
import { silentLog } from '../../basics/silent-log.ts'
import { systemClock } from '../../basics/system-clock.ts'
import { DatabaseError } from '../failures/database-error.ts'
import type { HubDatabase } from '../hub-database.ts'
import { connectDatabase } from './connect-database.ts'

export interface PostgresqlDatabaseOptions {
  /**
   * `postgresql://user:password@host:5432/database`. Its parameters set TLS: `?sslmode=verify-full&sslrootcert=/ca.pem` (also
   * `sslcert` and `sslkey`). No error and no log contains it.
   */
  readonly url: string
  /** Connections for requests. Up to four for housekeeping, two for beats, and one that listens come on top. Default: 10. */
  readonly maxConnections?: number | undefined
  /** The server ends a statement after this time; that of a request after 5 s at most. Default: 30 s. */
  readonly statementTimeoutMs?: number | undefined
  /** How long to wait for a connection, new or from the pool. Default: 10 s. */
  readonly connectTimeoutMs?: number | undefined
  /** Shown by `pg_stat_activity`. Default: `coupa-connector`. */
  readonly applicationName?: string | undefined
  /** Where lost connections are reported. Default: nowhere. */
  readonly log?: HubLog | undefined
  readonly clock?: HubClock | undefined
}

/**
 * Opens a PostgreSQL database, version 15 or later. Throws a `DatabaseError` when it cannot be reached, is too old, or was
 * migrated by a newer program. Once open it recovers by itself after the server was away. Meanwhile statements fail with errors
 * for which `isDatabaseUnavailable` is true.
 */
export async function openPostgresqlDatabase(options: PostgresqlDatabaseOptions): Promise<HubDatabase> {
  const { maxConnections = 10, statementTimeoutMs = 30_000, connectTimeoutMs = 10_000 } = options
  const { applicationName = 'coupa-connector', log = silentLog, clock = systemClock } = options
  return await connectDatabase({
    kind: 'postgresql',
    name: `the database at ${describeServer(options.url)}`,
    config: {
      connectionString: options.url,
      application_name: applicationName,
      connectionTimeoutMillis: connectTimeoutMs,
    },
    suggestionFor,
    maxConnections,
    statementTimeoutMs,
    log,
    clock,
  })
}

function suggestionFor(code: string): string {
  if (code === '28P01' || code === '28000') return 'Check user and password in the address, and pg_hba.conf.'
  if (code === '3D000') return 'Create the database, or correct its name in the address.'
  if (code.includes('CERT') || code.includes('SELF_SIGNED'))
    return 'Name the authority with sslrootcert in the address.'
  return 'Check that the server runs and that host and port in the address are right.'
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
