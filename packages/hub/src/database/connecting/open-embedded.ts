import type { HubClock } from '../../basics/hub-clock.ts'
import type { HubLog } from '../../basics/hub-log.ts'
import { silentLog } from '../../basics/silent-log.ts'
import { systemClock } from '../../basics/system-clock.ts'
import { keepServer } from '../embedded/keep-server.ts'
import { prepareServer } from '../embedded/prepare-server.ts'
import type { HubDatabase } from '../hub-database.ts'
import { connectDatabase } from './connect-database.ts'

export interface EmbeddedDatabaseOptions {
  /**
   * Where the database keeps its files. The directory is created when missing and holds nothing else. When this program is
   * root, the server runs as another user, who must be able to pass through the folders above.
   */
  readonly directory: string
  /**
   * Connections for requests. Up to four for housekeeping, two for beats, and two for listening and for the presence of this
   * program come on top. Default: 10.
   */
  readonly maxConnections?: number | undefined
  /** The server ends a statement after this time; that of a request after 5 s at most. Default: 30 s. */
  readonly statementTimeoutMs?: number | undefined
  /**
   * Settings of PostgreSQL that override ours, for tests and measurements. They apply when the server starts. Default: none.
   */
  readonly settings?: Readonly<Record<string, string>> | undefined
  /** Where it is told that the server died or came back. Default: nowhere. */
  readonly log?: HubLog | undefined
  readonly clock?: HubClock | undefined
}

/**
 * Opens the embedded database: a PostgreSQL server of this installation, which is created, started, or found running. Several
 * programs may use it at once, and the last one to close it stops it. A program that is killed leaves it running. Throws a
 * `DatabaseError` when this machine has no such server, the directory cannot be used, or the server does not start.
 */
export async function openEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<HubDatabase> {
  const { directory, maxConnections = 10, statementTimeoutMs = 30_000, settings } = options
  const { log = silentLog, clock = systemClock } = options
  const weakened = durableSettings.filter((name) => settings?.[name] !== undefined && settings[name] !== 'on')
  if (weakened.length > 0) {
    log.warn(
      { settings: weakened },
      'The embedded database may lose what it has acknowledged at a crash or a power cut',
    )
  }
  const server = await keepServer(await prepareServer({ directory, settings }), { log, clock })
  const database = await connectDatabase({
    kind: 'embedded',
    name: `the embedded database in ${directory}`,
    config: { ...server.config, application_name: 'coupa-connector' },
    whyAway: server.whyAway,
    readFreeBytes: server.readFreeBytes,
    suggestionFor: () => 'It is started again by itself. If it stays away, look at server.log beside its data.',
    maxConnections,
    statementTimeoutMs,
    log,
    clock,
  }).catch(async (error) => {
    await server.close()
    throw error
  })
  let closing: Promise<void> | undefined
  const closeOnce = async (): Promise<void> => {
    try {
      await database.close()
    } finally {
      await server.close()
    }
  }
  const close = (): Promise<void> => {
    closing ??= closeOnce()
    return closing
  }
  return { ...database, close, [Symbol.asyncDispose]: close }
}

/** What makes every acknowledged row outlast a power cut. */
const durableSettings = ['fsync', 'full_page_writes', 'synchronous_commit'] as const
