/** The role, and the database, of the hub. */
export const roleName = 'coupa_connector'
export const databaseName = 'coupa_connector'

/** The port in the name of the socket. Nothing listens on it. */
export const socketPort = 5432

/** Where a server listens: on a socket, or on a local port where sockets have no owner. */
export type ServerAddress = { readonly socketFolder: string } | { readonly port: number }

/**
 * The settings of a server for one small installation: durable as PostgreSQL is by default, few processes, little memory. They
 * are passed on its command line, so that a new release of this program brings its own.
 */
export function serverSettings(address: ServerAddress): Readonly<Record<string, string>> {
  return {
    ...('port' in address
      ? { listen_addresses: '127.0.0.1', port: String(address.port), unix_socket_directories: '' }
      : {
          listen_addresses: '',
          port: String(socketPort),
          unix_socket_directories: address.socketFolder,
          unix_socket_permissions: '0700',
        }),
    // PostgreSQL's own defaults, repeated here so that no file in the data directory turns them off.
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    // The hub's ten, and those of a few commands of an operator beside it.
    max_connections: '50',
    shared_buffers: '32MB',
    max_wal_size: '256MB',
    min_wal_size: '32MB',
    // Nobody copies the log of changes from here.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    // Otherwise three processes would wait for reads that a small database never makes.
    io_method: 'sync',
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    autovacuum_max_workers: '1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Errors of statements go to the hub, which logs them. Their values, which may be personal data, stay out of this log.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] ',
  }
}

/** Settings as arguments of `postgres`. */
export function toArguments(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
