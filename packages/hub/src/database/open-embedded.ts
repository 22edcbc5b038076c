import { PGlite, types } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import type { HubDatabase } from './hub-database.ts'
import { migrate } from './migrate.ts'
import type { Database } from './schema.ts'
import { createTopics, topicsChannel } from './topics.ts'

export interface EmbeddedDatabaseOptions {
  /** Where it keeps its files. Default: memory, gone when it closes. */
  readonly directory?: string | undefined
  /** What a new database begins with, made by `createEmbeddedImage`. Default: nothing. */
  readonly image?: Blob | undefined
}

/** Opens the embedded database: PostgreSQL inside this process, on one connection. */
export async function openEmbeddedDatabase({ directory, image }: EmbeddedDatabaseOptions = {}): Promise<HubDatabase> {
  const pglite = new PGlite({
    ...(directory === undefined ? {} : { dataDir: directory }),
    ...(image === undefined ? {} : { loadDataDir: image }),
    // `count(*)` is a bigint: a number on both databases; none of ours comes near 2^53.
    parsers: { [types.INT8]: Number },
  })
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })
  const topics = createTopics()
  await pglite.waitReady
  await migrate(db)
  await pglite.listen(topicsChannel, (payload) => topics.deliver(payload))
  const close = async (): Promise<void> => {
    await db.destroy()
    if (!pglite.closed) await pglite.close()
  }
  return {
    kind: 'embedded',
    db,
    topics,
    ping: async () => {
      await pglite.query('select 1')
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** An image of a new embedded database with all tables, for the many that begin with the same. */
export async function createEmbeddedImage(): Promise<Blob> {
  const pglite = new PGlite()
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })
  await pglite.waitReady
  await migrate(db)
  const image = await pglite.dumpDataDir('none')
  await db.destroy()
  return image
}
