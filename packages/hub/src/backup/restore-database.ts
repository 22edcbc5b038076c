import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { type Kysely, sql } from 'kysely'
import { DatabaseError } from '../database/failures/database-error.ts'
import type { HubDatabase } from '../database/hub-database.ts'
import { readSchemaVersion } from '../database/migrations/migrate.ts'
import type { Database } from '../database/schema.ts'
import type { KeyringSealer } from '../secrets/sealer.ts'
import {
  type Authenticity,
  type BackupHeader,
  type BackupSummary,
  type BackupTrailer,
  backupFormatVersion,
  backupHeader,
  backupTableLine,
  backupTrailer,
  rowPrefix,
  signaturePurpose,
  signedText,
} from './backup-format.ts'
import { type BackupTable, readBackupTables } from './backup-tables.ts'
import { readLines, unreadable } from './read-lines.ts'

export interface RestoreOptions {
  /** The sealing keys, where they are there already. Default: the backup is taken on trust, and the summary says so. */
  readonly sealer?: Pick<KeyringSealer, 'checkSignature'> | undefined
  /** Restores a backup that the keys did not sign. Whoever wrote it decides what the database holds. Default: false. */
  readonly acceptsUnsigned?: boolean | undefined
}

/** Written together; bounded by both. */
const batchRows = 200
const batchCharacters = 4_000_000

/**
 * Restores a backup of either kind of database into an empty one, in one transaction: all of it or nothing. Throws a
 * `DatabaseError` when the database is not empty (`DATABASE_NOT_EMPTY`), when the file is cut off or changed
 * (`BACKUP_UNREADABLE`), when its tables have another version (`DATABASE_NEWER`, `BACKUP_UNREADABLE`), or when the keys here
 * did not sign it (`BACKUP_UNSIGNED`).
 */
export async function restoreDatabase(
  { db }: HubDatabase,
  input: Readable,
  options: RestoreOptions = {},
): Promise<BackupSummary> {
  try {
    return await db.transaction().execute(async (trx) => {
      await sql`set local statement_timeout = 0`.execute(trx)
      const tables = await readBackupTables(trx)
      await refuseUnlessEmpty(trx, tables)
      return await restoreLines(trx, tables, readLines(input), options)
    })
  } finally {
    input.destroy()
  }
}

async function restoreLines(
  trx: Kysely<Database>,
  tables: readonly BackupTable[],
  lines: AsyncGenerator<string>,
  options: RestoreOptions,
): Promise<BackupSummary> {
  const hash = createHash('sha256')
  const rowsByTable: Record<string, number> = {}
  let header: BackupHeader | undefined
  let open: TableWriter | undefined
  let trailer: BackupTrailer | undefined
  for await (const line of lines) {
    if (trailer) throw unreadable('something follows its end')
    if (header === undefined) {
      header = await readHeader(trx, line)
    } else if (line.startsWith(rowPrefix)) {
      if (open === undefined) throw unreadable('it has a row without a table')
      await open.write(line.slice(rowPrefix.length, -1))
      rowsByTable[open.name] = (rowsByTable[open.name] ?? 0) + 1
    } else {
      await open?.flush()
      const json = parseJson(line)
      trailer = backupTrailer.safeParse(json).data
      if (trailer) continue
      open = openTable(trx, tables, json, rowsByTable)
    }
    hash.update(`${line}\n`)
  }
  if (header === undefined || trailer === undefined) throw unreadable('it is cut off')
  if (trailer.end.sha256 !== hash.digest('hex')) throw unreadable('it was changed since it was written')
  refuseUnlessComplete(trailer, rowsByTable)
  const authenticity = judgeSignature(trailer, options)
  const rows = Object.values(rowsByTable).reduce((sum, count) => sum + count, 0)
  return { header, rowsByTable, rows, authenticity }
}

function judgeSignature({ end }: BackupTrailer, { sealer, acceptsUnsigned }: RestoreOptions): Authenticity {
  if (sealer === undefined) return 'unchecked'
  const { signature } = end
  const verdict = signature ? sealer.checkSignature(signedText(end), signaturePurpose, signature) : 'unknown-key'
  if (verdict === 'valid') return 'signed'
  if (verdict === 'wrong')
    throw unreadable('its signature is not that of its content: somebody without the keys changed it')
  if (acceptsUnsigned === true) return 'unsigned'
  throw new DatabaseError(
    'BACKUP_UNSIGNED',
    signature
      ? `The backup is signed with the key ${signature.keyId}, which is not among the sealing keys here. The database is unchanged.`
      : 'The backup is not signed, so that anybody may have written or changed it. The database is unchanged.',
    'Import the keys that belong to it, or use --accept-unsigned if you know where the file has been since it was written.',
  )
}

function refuseUnlessComplete(trailer: BackupTrailer, rowsByTable: Readonly<Record<string, number>>): void {
  for (const [table, count] of Object.entries(trailer.end.rows))
    if ((rowsByTable[table] ?? 0) !== count) throw unreadable(`it does not hold all rows of ${table}`)
}

async function readHeader(trx: Kysely<Database>, line: string): Promise<BackupHeader> {
  const header = backupHeader.safeParse(parseJson(line)).data
  if (header === undefined) throw unreadable('it does not begin like one')
  const schema = (await readSchemaVersion(trx)) ?? ''
  if (header.formatVersion > backupFormatVersion || header.schema > schema) {
    throw new DatabaseError(
      'DATABASE_NEWER',
      `The backup was written by a newer program, ${header.program} (tables at ${header.schema}, form ${header.formatVersion}); this one knows them up to ${schema}.`,
      `Restore it with version ${header.program} or later.`,
    )
  }
  if (header.schema === schema) return header
  throw new DatabaseError(
    'BACKUP_UNREADABLE',
    `The backup is of tables at ${header.schema}, older than this program's ${schema}.`,
    `Restore it with version ${header.program}, then start this program on that database: it brings it up to date.`,
  )
}

interface TableWriter {
  readonly name: string
  write(row: string): Promise<void>
  flush(): Promise<void>
}

function openTable(
  trx: Kysely<Database>,
  tables: readonly BackupTable[],
  json: unknown,
  rowsByTable: Readonly<Record<string, number>>,
): TableWriter {
  const line = backupTableLine.safeParse(json).data
  const table = tables.find(({ name }) => name === line?.table)
  if (line === undefined || table === undefined) throw unreadable('it holds something unknown')
  if (rowsByTable[table.name] !== undefined) throw unreadable(`it holds ${table.name} twice`)
  if (!line.columns.every((column) => table.columns.includes(column)))
    throw unreadable(`its ${table.name} has columns that this program does not know`)
  let batch: string[] = []
  let characters = 0
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await insertRows(trx, table.name, line.columns, `[${batch.join(',')}]`)
    batch = []
    characters = 0
  }
  return {
    name: table.name,
    flush,
    write: async (row) => {
      batch.push(row)
      characters += row.length
      if (batch.length >= batchRows || characters >= batchCharacters) await flush()
    },
  }
}

/** PostgreSQL converts the JSON to the types of the table, so that it reads back what it wrote. */
async function insertRows(
  trx: Kysely<Database>,
  table: string,
  columns: readonly string[],
  rows: string,
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)))
  try {
    await sql`insert into ${sql.table(table)} (${names})
      select ${names} from json_populate_recordset(null::${sql.table(table)}, ${rows}::text::json)`.execute(trx)
  } catch (error) {
    // 22: not a value of its type; 23: against a rule of the table.
    const code = (error as { readonly code?: unknown }).code
    if (typeof code === 'string' && /^2[23]/.test(code)) throw unreadable(`a row of ${table} is not valid`, error)
    throw error
  }
}

async function refuseUnlessEmpty(trx: Kysely<Database>, tables: readonly BackupTable[]): Promise<void> {
  for (const { name } of tables) {
    // Nobody else writes meanwhile, so that the database holds what was restored and nothing else.
    await sql`lock table ${sql.table(name)} in exclusive mode`.execute(trx)
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(trx)
    if (rows.length === 0) continue
    throw new DatabaseError(
      'DATABASE_NOT_EMPTY',
      `A backup is restored into an empty database only; this one has rows in ${name}.`,
      'Give a new database, or a directory that does not exist yet.',
    )
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable('one of its lines is not readable')
  }
}
