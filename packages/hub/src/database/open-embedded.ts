import { PGlite, types } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import type { HubClock, HubLog } from '../hub-context.ts'
import { type DataDirectory, inspectData, makeData, openDataDirectory, toDirectoryError } from './data-directory.ts'
import { DatabaseError } from './database-error.ts'
import { listCopies, removeUnfinishedCopies } from './embedded-copies.ts'
import { type GuardedPGlite, guardPGlite } from './guarded-pglite.ts'
import type { HubDatabase } from './hub-database.ts'
import { migrate } from './migrate.ts'
import type { Database } from './schema.ts'
import { systemClock } from './system-clock.ts'
import { startTimedCopies } from './timed-copies.ts'
import { createTopics, topicsChannel } from './topics.ts'
import { withTimeout } from './with-timeout.ts'

/** Said at start by whoever opens an embedded database on a disk, so that nobody learns it the hard way. */
export const embeddedDatabaseNotice =
  'The embedded database survives the end of this program at any moment, but it is not crash-safe against power loss; use PostgreSQL in production.'

export interface EmbeddedDatabaseOptions {
  /** Where it keeps its files, for this process alone. Made when missing. Default: memory, gone when it closes. */
  readonly directory?: string | undefined
  /** What a new database begins with, made by `createEmbeddedImage`. Default: nothing. */
  readonly image?: Blob | undefined
  /**
   * How often a copy of a changed database is written and synced to the disk, for the case of power loss: the database
   * itself never syncs. Also written when it closes. Default: 5 minutes, what a small team can do again.
   */
  readonly copyIntervalMs?: number | undefined
  /** Where a copy that fails is reported. Default: nowhere. */
  readonly log?: HubLog | undefined
  readonly clock?: HubClock | undefined
}

/**
 * Opens the embedded database: PostgreSQL inside this process, on one connection. Throws `DatabaseError` when another
 * process has the directory (`DATABASE_IN_USE`), it cannot be written, the disk is full, or what stands in it is damaged.
 */
export async function openEmbeddedDatabase(options: EmbeddedDatabaseOptions = {}): Promise<HubDatabase> {
  if (options.directory === undefined) {
    const pglite = startPGlite(undefined, options.image)
    await pglite.waitReady
    return await assemble(
      pglite,
      guardPGlite(pglite, undefined),
      async () => {},
      async () => {},
    )
  }
  const places = await openDataDirectory(options.directory)
  try {
    return await openOnDisk(places, options)
  } catch (error) {
    await places.lock.release()
    throw error
  }
}

/** An image of a new embedded database with all tables, for the many that begin with the same. */
export async function createEmbeddedImage(): Promise<Blob> {
  const pglite = startPGlite(undefined, undefined)
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })
  await pglite.waitReady
  await migrate(db)
  const image = await pglite.dumpDataDir('none')
  await db.destroy()
  return image
}

async function openOnDisk(places: DataDirectory, options: EmbeddedDatabaseOptions): Promise<HubDatabase> {
  const { copyIntervalMs = 300_000, log = silent, clock = systemClock } = options
  await removeUnfinishedCopies(places.copies)
  const found = await inspectData(places.data)
  if (found === 'something else') throw await damaged(places, 'it holds files, but not those of a database')
  if (found === 'nothing') await makeNew(places, options.image)
  const pglite = await startExisting(places)
  const guarded = guardPGlite(pglite, places.home)
  const copies = startTimedCopies({ pglite, guarded, directory: places.copies, intervalMs: copyIntervalMs, log, clock })
  return await assemble(pglite, guarded, copies.stop, places.lock.release)
}

async function makeNew(places: DataDirectory, image: Blob | undefined): Promise<void> {
  const copies = await listCopies(places.copies)
  // Lost data beside copies of it: a new database would hide that.
  if (copies.length > 0) throw await damaged(places, 'it is missing, though there are copies of it')
  try {
    await makeData(places.data, async (place) => {
      const pglite = startPGlite(place, image)
      await pglite.waitReady
      await pglite.close()
    })
  } catch (error) {
    throw toDirectoryError(error, places.home)
  }
}

async function startExisting(places: DataDirectory): Promise<PGlite> {
  try {
    const pglite = startPGlite(places.data, undefined)
    await pglite.waitReady
    await pglite.query('select 1')
    return pglite
  } catch (error) {
    const known = toDirectoryError(error, places.home)
    throw known === error ? await damaged(places, 'it does not open', error) : known
  }
}

function startPGlite(directory: string | undefined, image: Blob | undefined): PGlite {
  return new PGlite({
    ...(directory === undefined ? {} : { dataDir: directory }),
    ...(image === undefined ? {} : { loadDataDir: image }),
    // `count(*)` is a bigint: a number on both databases; none of ours comes near 2^53.
    parsers: { [types.INT8]: Number },
  })
}

/** The parts that are the same in memory and on a disk. */
async function assemble(
  pglite: PGlite,
  guarded: GuardedPGlite,
  beforeClose: () => Promise<void>,
  afterClose: () => Promise<void>,
): Promise<HubDatabase> {
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: guarded }) })
  const topics = createTopics()
  let closing: Promise<void> | undefined
  const closeOnce = async (): Promise<void> => {
    await beforeClose()
    try {
      await db.destroy()
      await guarded.close()
    } finally {
      await afterClose()
    }
  }
  const close = (): Promise<void> => {
    closing ??= closeOnce()
    return closing
  }
  try {
    await migrate(db)
    await pglite.listen(topicsChannel, (payload) => topics.deliver(payload))
  } catch (error) {
    await close().catch(() => {})
    throw error
  }
  return {
    kind: 'embedded',
    db,
    topics,
    ping: async ({ timeoutMs = 2_000 } = {}) => {
      await withTimeout(guarded.query('select 1'), timeoutMs, 'The embedded database')
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function damaged(places: DataDirectory, what: string, cause?: unknown): Promise<DatabaseError> {
  const [last] = await listCopies(places.copies)
  return new DatabaseError(
    'DATABASE_DAMAGED',
    `The embedded database in ${places.data} cannot be used: ${what}.`,
    last === undefined
      ? `There is no copy of it in ${places.copies}. Move ${places.data} away to begin anew, and restore a backup if there is one.`
      : `The last copy is ${places.copies}/${last}. To go back to it, move ${places.data} away, then: mkdir -m 700 ${places.data} && tar -xzf ${places.copies}/${last} -C ${places.data}`,
    { cause },
  )
}

const silent: HubLog = { debug() {}, info() {}, warn() {}, error() {} }
