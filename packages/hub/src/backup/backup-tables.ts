import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema.ts'

export interface BackupTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
}

/**
 * Tables that a backup leaves out. Sign-ins, links and counters end with their installation, and the rest lives for
 * minutes. Messages of alerts are not sent a second time by the installation that a backup was restored into.
 */
const leftOut: ReadonlySet<string> = new Set([
  'session',
  'one_time',
  'attempt',
  'idempotency',
  'housekeeping',
  'database_clock',
  'write_check',
  'node_loss',
  'organization_use',
  'node_token',
  'alert_message',
] satisfies (keyof Database)[])

/**
 * The tables of a backup, each after the tables that it refers to. They are read from the database, so that a new table is
 * included without being named here.
 */
export async function readBackupTables(db: Kysely<Database>): Promise<BackupTable[]> {
  const { rows } = await sql<BackupTable & { parents: string[] }>`
    select c.relname::text as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(a.attname::text order by k.place)
        from pg_index i, unnest(i.indkey::int2[]) with ordinality as k(attnum, place), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum), '{}') as key,
      coalesce((select array_agg(distinct p.relname::text) from pg_constraint f join pg_class p on p.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and p.oid <> c.oid), '{}') as parents
    from pg_class c
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname not like 'kysely%'
    order by c.relname`.execute(db)
  const waiting = rows.filter(({ name }) => !leftOut.has(name))
  const ordered: BackupTable[] = []
  const isDone = (name: string): boolean => leftOut.has(name) || ordered.some((table) => table.name === name)
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ parents }) => parents.every(isDone))
    if (next === -1) throw new TypeError(`Tables refer to each other: ${waiting.map(({ name }) => name).join(', ')}`)
    const [table] = waiting.splice(next, 1)
    if (table) ordered.push({ name: table.name, columns: table.columns, key: table.key })
  }
  return ordered
}
