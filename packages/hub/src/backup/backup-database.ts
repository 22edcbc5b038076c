import { createHash } from 'node:crypto'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Kysely, sql } from 'kysely'
import type { HubDatabase } from '../database/hub-database.ts'
import { readSchemaVersion } from '../database/migrations/migrate.ts'
import type { Database } from '../database/schema.ts'
import type { KeyringSealer } from '../secrets/sealer.ts'
import {
  type BackupHeader,
  type BackupSummary,
  type BackupTrailer,
  backupFormatVersion,
  rowPrefix,
  signaturePurpose,
  signedText,
} from './backup-format.ts'
import { readBackupTables } from './backup-tables.ts'

export interface BackupOptions {
  /** Of this program; stands in the header. */
  readonly version: string
  /** Signs the backup, so that a restore can tell who wrote it. Default: it is not signed. */
  readonly sealer?: Pick<KeyringSealer, 'sign'> | undefined
}

/** Rows of a table that are in memory at a time. */
const fetchedRows = 200

/**
 * Writes a backup of the database to a stream and ends the stream. The backup shows one moment; hubs continue meanwhile.
 * Secrets stay sealed in it, so that it opens none without the sealing keys.
 */
export async function backupDatabase(
  { db }: HubDatabase,
  output: Writable,
  { version, sealer }: BackupOptions,
): Promise<BackupSummary> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (snapshot) => {
      await sql`set local statement_timeout = 0`.execute(snapshot)
      const header = await makeHeader(snapshot, version)
      const rowsByTable: Record<string, number> = {}
      await pipeline(writeLines(snapshot, { header, rowsByTable, sealer }), createGzip(), output)
      const rows = Object.values(rowsByTable).reduce((sum, count) => sum + count, 0)
      return { header, rowsByTable, rows, authenticity: sealer ? 'signed' : 'unsigned' }
    })
}

async function makeHeader(snapshot: Kysely<Database>, program: string): Promise<BackupHeader> {
  const { rows } = await sql<{ now: Date }>`select hub_now() as now`.execute(snapshot)
  return {
    format: 'coupa-connector-backup',
    formatVersion: backupFormatVersion,
    schema: (await readSchemaVersion(snapshot)) ?? '',
    program,
    createdAt: (rows[0]?.now ?? new Date(0)).toISOString(),
  }
}

async function* writeLines(
  snapshot: Kysely<Database>,
  {
    header,
    rowsByTable,
    sealer,
  }: {
    readonly header: BackupHeader
    /** Filled while rows are written. */
    readonly rowsByTable: Record<string, number>
    readonly sealer: BackupOptions['sealer']
  },
): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const line = (text: string): string => {
    hash.update(`${text}\n`)
    return `${text}\n`
  }
  yield line(JSON.stringify(header))
  for (const { name, columns, key } of await readBackupTables(snapshot)) {
    yield line(JSON.stringify({ table: name, columns }))
    let count = 0
    for await (const rows of readRows(snapshot, name, key)) {
      count += rows.length
      yield rows.map((row) => line(`${rowPrefix}${row}}`)).join('')
    }
    rowsByTable[name] = count
  }
  const end = { rows: rowsByTable, sha256: hash.digest('hex') }
  const signature = sealer?.sign(signedText(end), signaturePurpose)
  const trailer: BackupTrailer = { end: { ...end, ...(signature && { signature }) } }
  yield `${JSON.stringify(trailer)}\n`
}

async function* readRows(
  snapshot: Kysely<Database>,
  table: string,
  key: readonly string[],
): AsyncGenerator<readonly string[]> {
  const order = key.length === 0 ? sql`` : sql`order by ${sql.join(key.map((column) => sql.ref(column)))}`
  await sql`declare backup_rows no scroll cursor for
    select row_to_json(each)::text as row from ${sql.table(table)} as each ${order}`.execute(snapshot)
  for (;;) {
    const { rows } = await sql<{ row: string }>`fetch ${sql.lit(fetchedRows)} from backup_rows`.execute(snapshot)
    if (rows.length > 0) yield rows.map(({ row }) => row)
    if (rows.length < fetchedRows) break
  }
  await sql`close backup_rows`.execute(snapshot)
}
