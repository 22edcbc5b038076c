import type { Client } from 'pg'
import type { Table } from '../contract/shape.ts'
import { quoted } from './sql-names.ts'
import { nextSuffix } from './tables.ts'

/**
 * Puts the tables of a generation in the place of those in use, in one transaction. A table that others depend on, such as a
 * view or a grant, keeps its place, and its rows are exchanged. Repeating it has no effect.
 */
export async function switchTables(
  client: Client,
  schema: string,
  tables: readonly Table[],
  generation: string,
): Promise<void> {
  await client.query('begin')
  try {
    // Children before parents, so that no row is without its parent if somebody added a foreign key.
    for (const table of tables.toReversed()) await switchTable(client, schema, table.name, generation)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

async function switchTable(client: Client, schema: string, table: string, generation: string): Promise<void> {
  const current = `${quoted(schema)}.${quoted(table)}`
  const next = `${quoted(schema)}.${quoted(`${table}${nextSuffix}`)}`
  const found = await client.query<{ generation: string | null; exists: boolean; isBound: boolean }>(
    `select obj_description(to_regclass($1)) as generation, to_regclass($2) is not null as exists,
       exists (select 1 from pg_class where oid = to_regclass($2) and relacl is not null)
       or exists (select 1 from pg_depend where refobjid = to_regclass($2) and classid = 'pg_rewrite'::regclass)
       or exists (select 1 from pg_constraint where confrelid = to_regclass($2) or (conrelid = to_regclass($2) and contype = 'f'))
         as "isBound"`,
    [next, current],
  )
  const [row] = found.rows
  if (row?.generation !== generation) return
  if (row.exists && row.isBound) {
    await client.query(`delete from ${current}; insert into ${current} select * from ${next}; drop table ${next}`)
    return
  }
  await client.query(`drop table if exists ${current}; alter table ${next} rename to ${quoted(table)}`)
  await client.query(`comment on table ${current} is null`)
}
