import type { Client } from 'pg'
import { EndpointError } from '../contract/endpoint-error.ts'
import type { Table } from '../contract/shape.ts'
import { stagedColumns } from './merge-batch.ts'
import { quoted } from './sql-names.ts'
import { nextSuffix, planTables } from './tables.ts'

/** Comment of a table that collects a generation, so that no table of somebody else is taken for one. */
const marker = 'coupa-connector generation '

/** What the comment of a table says: a generation of ours, something else, or nothing because there is no table. */
async function commentOf(client: Client, schema: string, table: string): Promise<string | null | undefined> {
  const { rows } = await client.query<{ comment: string | null }>(
    `select obj_description(c.oid) as comment from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relname = $2`,
    [schema, table],
  )
  return rows.length === 0 ? undefined : (rows[0]?.comment ?? null)
}

/** Removes what an earlier generation left that never came into use. A table of somebody else is left alone, and refused. */
export async function beginGeneration(
  client: Client,
  schema: string,
  tables: readonly Table[],
  generation: string,
): Promise<void> {
  for (const { name } of tables) {
    const comment = await commentOf(client, schema, name)
    if (comment === undefined || comment === `${marker}${generation}`) continue
    if (comment?.startsWith(marker)) {
      await client.query(`drop table ${quoted(schema)}.${quoted(name)}`)
      continue
    }
    throw new EndpointError(
      'SHAPE_CONFLICT',
      `The table ${name} was not created by this program, and a refresh needs its name.`,
      {
        field: name,
        remedy: 'Rename that table, or give the table of the mapping another name.',
      },
    )
  }
}

/** Marks the tables that collect a generation. */
export async function nameGeneration(
  client: Client,
  schema: string,
  tables: readonly Table[],
  generation: string,
): Promise<void> {
  const text = `${marker}${generation}`.replaceAll("'", "''")
  for (const { name } of tables) {
    await client.query(`comment on table ${quoted(schema)}.${quoted(name)} is '${text}'`)
  }
}

/** Refuses to commit into the tables of a later generation. */
export async function checkGeneration(
  client: Client,
  schema: string,
  tables: readonly Table[],
  generation: string,
): Promise<void> {
  if (await isCollected(client, schema, tables, generation)) return
  throw new EndpointError('BATCH_SUPERSEDED', `Another refresh has begun: ${generation} cannot be continued.`)
}

/** Whether the tables that collect a generation have no row of these records, so that nothing has to be replaced. */
export async function isNewToGeneration(
  client: Client,
  schema: string,
  tables: readonly Table[],
  generation: string,
  records: readonly string[],
): Promise<boolean> {
  if (!(await isCollected(client, schema, tables, generation))) return false
  const found = tables.map(
    ({ name }) =>
      `exists (select 1 from ${quoted(schema)}.${quoted(`${name}${nextSuffix}`)} where _coupa_record = any ($1))`,
  )
  const { rows } = await client.query<{ isKnown: boolean }>(`select ${found.join(' or ')} as "isKnown"`, [records])
  return rows[0]?.isKnown === false
}

/** Whether the tables beside those in use collect this generation. */
async function isCollected(
  client: Client,
  schema: string,
  tables: readonly Table[],
  generation: string,
): Promise<boolean> {
  for (const { name } of tables) {
    if ((await commentOf(client, schema, `${name}${nextSuffix}`)) !== `${marker}${generation}`) return false
  }
  return true
}

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
    for (const table of tables.toReversed()) await switchTable(client, schema, table, generation)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

async function switchTable(client: Client, schema: string, table: Table, generation: string): Promise<void> {
  const current = `${quoted(schema)}.${quoted(table.name)}`
  const next = `${quoted(schema)}.${quoted(`${table.name}${nextSuffix}`)}`
  if ((await commentOf(client, schema, `${table.name}${nextSuffix}`)) !== `${marker}${generation}`) return
  if (await isBound(client, current)) {
    // The table in use may lack columns that the mapping has got since.
    for (const { sql } of await planTables(client, schema, [table])) await client.query(sql)
    const columns = stagedColumns(table).map(quoted).join(', ')
    await client.query(
      `delete from ${current}; insert into ${current} (${columns}) select ${columns} from ${next}; drop table ${next}`,
    )
    return
  }
  await client.query(`drop table if exists ${current}; alter table ${next} rename to ${quoted(table.name)}`)
  await client.query(`comment on table ${current} is null`)
}

/** Whether views, grants or foreign keys depend on a table, so that it cannot be exchanged for another. */
async function isBound(client: Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ isBound: boolean }>(
    `select exists (select 1 from pg_class where oid = to_regclass($1) and relacl is not null)
       or exists (select 1 from pg_depend where refobjid = to_regclass($1) and classid = 'pg_rewrite'::regclass)
       or exists (select 1 from pg_constraint
         where confrelid = to_regclass($1) or (conrelid = to_regclass($1) and contype = 'f')) as "isBound"`,
    [table],
  )
  return rows[0]?.isBound ?? false
}
