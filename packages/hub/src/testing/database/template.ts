import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { createId } from '../../basics/create-id.ts'
import { silentLog } from '../../basics/silent-log.ts'
import { openPostgresqlDatabase } from '../../database/connecting/open-postgresql.ts'
import { createPgBossEngine } from '../../processes/engine/pg-boss-engine.ts'

/** The name of a database with all tables on the server, to copy from. Made once for these migrations. */
export async function prepareTemplate(administrator: pg.Client, server: string): Promise<string> {
  const name = `test_template_${hashOfMigrations()}`
  const exists = async (): Promise<boolean> =>
    (await administrator.query('select 1 from pg_database where datname = $1', [name])).rowCount === 1
  if (await exists()) return name
  await administrator.query(`select pg_advisory_lock(hashtext($1))`, [name])
  try {
    if (await exists()) return name
    // It gets its name when it is complete, so that one left by a killed run is not taken for a template.
    const unfinished = `test_${createId().replaceAll('-', '')}`
    await administrator.query(`create database ${unfinished}`)
    const url = new URL(server)
    url.pathname = `/${unfinished}`
    const database = await openPostgresqlDatabase({ url: url.href, maxConnections: 2 })
    const engine = createPgBossEngine({ database, log: silentLog })
    // The first call makes its tables.
    await engine.recover([])
    await engine.close()
    await database.close()
    await administrator.query(`alter database ${unfinished} rename to ${name}`)
    return name
  } finally {
    await administrator.query(`select pg_advisory_unlock(hashtext($1))`, [name])
  }
}

function hashOfMigrations(): string {
  const hash = createHash('sha256')
  const directory = fileURLToPath(new URL('../../database/migrations', import.meta.url))
  hash.update(readFileSync(new URL('../../processes/engine/pg-boss-engine.ts', import.meta.url)))
  for (const file of readdirSync(directory).sort()) hash.update(readFileSync(join(directory, file)))
  return hash.digest('hex').slice(0, 16)
}
