import type { Client } from 'pg'
import type { ShapeChange } from '../contract/destination.ts'
import { EndpointError } from '../contract/endpoint-error.ts'
import type { Table } from '../contract/shape.ts'
import { quoted, sqlType, widening } from './sql-names.ts'

/** When the record of a row was found to be deleted in Coupa; null while Coupa has it. */
export const deletedColumn = '_coupa_deleted_at'

/**
 * Columns that every table has besides its own: whose row it is, which delivery it came with, and whether Coupa has the
 * record still.
 */
export const technicalColumns = [
  ['_coupa_record', 'text'],
  ['_coupa_sequence', 'bigint'],
  ['_coupa_batch', 'text'],
  ['_coupa_deleted_at', 'timestamp with time zone'],
] as const

export const batchTable = 'coupa_connector_batch'

/** Suffix of the tables that collect a generation. */
export const nextSuffix = '__next'

interface WantedColumn {
  readonly name: string
  readonly type: string
}

/** A statement, and what it changes in words. */
interface Step extends ShapeChange {
  readonly sql: string
}

/**
 * What has to be done so that the tables of a shape exist and hold its values. Throws `SHAPE_CONFLICT` where something would
 * have to be narrowed.
 */
export async function planTables(client: Client, schema: string, tables: readonly Table[]): Promise<readonly Step[]> {
  const steps: Step[] = []
  const schemas = await client.query('select 1 from pg_namespace where nspname = $1', [schema])
  if (schemas.rowCount === 0) {
    const sql = `create schema if not exists ${quoted(schema)}`
    steps.push({ table: schema, change: 'create-table', description: `create the schema "${schema}"`, sql })
  }
  const found = await existingColumns(client, schema)
  for (const table of tables) {
    const columns = found.get(table.name)
    if (columns === undefined) steps.push(createTable(schema, table))
    else steps.push(...alterTable(schema, table, columns))
  }
  return steps
}

/** The table that says which batches were committed. */
export function batchTableSql(schema: string): string {
  return `create table if not exists ${quoted(schema)}.${batchTable} (
    batch text primary key,
    state text not null check (state in ('committed', 'discarded')),
    decided_at timestamptz not null default clock_timestamp(),
    objects jsonb
  )`
}

async function existingColumns(
  client: Client,
  schema: string,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const { rows } = await client.query<{ table: string; column: string; type: string }>(
    `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = $1 and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`,
    [schema],
  )
  const tables = new Map<string, Map<string, string>>()
  for (const { table, column, type } of rows) {
    const columns = tables.get(table) ?? new Map<string, string>()
    tables.set(table, columns.set(column, type))
  }
  return tables
}

function wantedColumns({ columns }: Table): readonly WantedColumn[] {
  const own = columns.map(({ name, type }) => ({ name, type: sqlType(type) }))
  return [...own, ...technicalColumns.map(([name, type]) => ({ name, type }))]
}

function createTable(schema: string, table: Table): Step {
  const columns = wantedColumns(table).map(({ name, type }) => `${quoted(name)} ${type}`)
  const key = table.key.length === 0 ? [] : [`primary key (${table.key.map(quoted).join(', ')})`]
  const name = `${quoted(schema)}.${quoted(table.name)}`
  const sql = `create table if not exists ${name} (${[...columns, ...key].join(', ')});
    create index on ${name} (_coupa_record)`
  return { table: table.name, change: 'create-table', description: `create the table "${table.name}"`, sql }
}

function alterTable(schema: string, table: Table, found: ReadonlyMap<string, string>): readonly Step[] {
  const steps: Step[] = []
  const name = `${quoted(schema)}.${quoted(table.name)}`
  for (const { name: column, type } of wantedColumns(table)) {
    const existing = found.get(column)
    const place = { table: table.name, column }
    if (existing === undefined) {
      const sql = `alter table ${name} add column if not exists ${quoted(column)} ${type}`
      steps.push({ ...place, change: 'add-column', description: `add the column "${column}" ${type}`, sql })
      continue
    }
    const fit = widening(existing, type)
    if (fit === 'conflict') throw conflict(table.name, column, existing, type)
    if (fit === 'fits') continue
    const sql = `alter table ${name} alter column ${quoted(column)} type ${type}`
    const description = `widen the column "${column}" from ${existing} to ${type}`
    steps.push({ ...place, change: 'widen-column', description, sql })
  }
  return steps
}

function conflict(table: string, column: string, found: string, wanted: string): EndpointError {
  return new EndpointError(
    'SHAPE_CONFLICT',
    `The column ${table}.${column} is ${found}, and the mapping writes ${wanted}, which does not fit into it.`,
    {
      field: `${table}.${column}`,
      remedy: `Change the type in the mapping, or change the column yourself; nothing is narrowed or converted here.`,
    },
  )
}
