import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { createId } from '../database/create-id.ts'
import { createEmbeddedImage } from '../database/open-embedded.ts'
import { openPostgresqlDatabase } from '../database/open-postgresql.ts'

/**
 * An image of an embedded database with all tables. Made once for these migrations and kept among the system's temporary
 * files: loading it takes a tenth of what `initdb` and the migrations take.
 */
export async function loadEmbeddedTemplate(): Promise<Blob> {
  const file = join(tmpdir(), `coupa-connector-test-${hashOfMigrations()}.tar`)
  const kept = await readFile(file).catch(() => undefined)
  if (kept) return new Blob([kept])
  const image = await createEmbeddedImage()
  // Several threads may come here at once. Each writes a file of its own; the name appears in one step.
  const mine = `${file}.${createId()}`
  await writeFile(mine, image.stream(), { flag: 'wx', mode: 0o600 })
  await rename(mine, file)
  return image
}

/** The name of a database with all tables on the server, to copy from. Made once for these migrations. */
export async function preparePostgresqlTemplate(administrator: pg.Client, server: string): Promise<string> {
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
    const database = await openPostgresqlDatabase({ url: url.href, maxConnections: 1 })
    await database.close()
    await administrator.query(`alter database ${unfinished} rename to ${name}`)
    return name
  } finally {
    await administrator.query(`select pg_advisory_unlock(hashtext($1))`, [name])
  }
}

function hashOfMigrations(): string {
  const hash = createHash('sha256')
  const directory = fileURLToPath(new URL('../database/migrations', import.meta.url))
  for (const file of readdirSync(directory).sort()) hash.update(readFileSync(join(directory, file)))
  const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  hash.update(readFileSync(join(dirname(dirname(pglite)), 'package.json')))
  return hash.digest('hex').slice(0, 16)
}
