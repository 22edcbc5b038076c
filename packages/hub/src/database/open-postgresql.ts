import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { HubDatabase } from './hub-database.ts'
import { migrate } from './migrate.ts'
import type { Database } from './schema.ts'
import { createTopics, topicsChannel } from './topics.ts'

export interface PostgresqlDatabaseOptions {
  /** `postgresql://user:password@host:5432/database`. */
  readonly url: string
  /** Connections besides the one that listens. Default: 10. */
  readonly maxConnections?: number | undefined
}

const int8 = 20

/** Opens a PostgreSQL database, version 15 or later. */
export async function openPostgresqlDatabase({
  url,
  maxConnections = 10,
}: PostgresqlDatabaseOptions): Promise<HubDatabase> {
  const types = {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
  }
  const pool = new pg.Pool({ connectionString: url, max: maxConnections, types })
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  const topics = createTopics()
  await migrate(db)
  const listener = new pg.Client({ connectionString: url })
  await listener.connect()
  listener.on('notification', ({ payload }) => topics.deliver(payload ?? ''))
  await listener.query(`listen ${topicsChannel}`)
  const close = async (): Promise<void> => {
    await listener.end()
    await db.destroy()
  }
  return {
    kind: 'postgresql',
    db,
    topics,
    ping: async () => {
      await pool.query('select 1')
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
