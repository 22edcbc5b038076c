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

/** What has a name of the schema now. */
interface ExistingTable {
  /** As in `pg_class.relkind`. */
  readonly kind: string
  /** Types by names. */
  readonly columns: ReadonlyMap<string, string>
  /** Columns that take no null and have no value by themselves. */
  readonly needed: readonly string[]
  /** Columns that cannot be written. */
  readonly computed: readonly string[]
  /** Columns of each unique index. */
  readonly keys: readonly (readonly string[])[]
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
  const found = await existingTables(client, schema)
  const batches = found.get(batchTable)
  if (batches !== undefined) checkBatchTable(batches)
  for (const table of tables) {
    const existing = found.get(table.name)
    if (existing === undefined) steps.push(createTable(schema, table))
    else {
      checkForeign(table, existing)
      steps.push(...alterTable(schema, table, existing.columns))
    }
  }
  return steps
}

/** Columns that every table of the server has by itself. */
const serverColumns = ['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid']

/** Refuses names of the mapping that something else has. Throws `SHAPE_CONFLICT`. */
export function checkNames({ name, columns }: Table): void {
  const refuse = (given: string, reason: string, what: string): EndpointError =>
    new EndpointError('SHAPE_CONFLICT', `"${given}" is the name of ${reason}.`, {
      field: given,
      remedy: `Give the ${what} another name in the mapping.`,
    })
  if (name === batchTable) throw refuse(name, 'the table of batches', 'table')
  if (name.endsWith(nextSuffix)) throw refuse(name, 'a table that collects a generation', 'table')
  for (const column of columns) {
    const given = column.name
    if (serverColumns.includes(given)) throw refuse(given, 'a column that the server has in every table', 'column')
    const isTechnical = technicalColumns.some(([technical]) => technical === given)
    if (isTechnical) throw refuse(given, 'a column that every table gets besides its own', 'column')
  }
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

async function existingTables(client: Client, schema: string): Promise<ReadonlyMap<string, ExistingTable>> {
  const [relations, columns, keys] = [
    await client.query<{ table: string; kind: string }>(
      `select c.relname as table, c.relkind as kind from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = $1`,
      [schema],
    ),
    await client.query<{ table: string; column: string; type: string; needed: boolean; computed: boolean }>(
      `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
         a.attnotnull and not a.atthasdef and a.attidentity = '' as needed,
         a.attgenerated <> '' or a.attidentity = 'a' as computed
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
       where n.nspname = $1 and a.attnum > 0 and not a.attisdropped`,
      [schema],
    ),
    await client.query<{ table: string; columns: string[] }>(
      `select c.relname as table, array_agg(a.attname::text) as columns
       from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
       where n.nspname = $1 and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
       group by c.relname, i.indexrelid`,
      [schema],
    ),
  ]
  return new Map(
    relations.rows.map(({ table, kind }) => {
      const own = columns.rows.filter((row) => row.table === table)
      return [
        table,
        {
          kind,
          columns: new Map(own.map(({ column, type }) => [column, type])),
          needed: own.filter(({ needed }) => needed).map(({ column }) => column),
          computed: own.filter(({ computed }) => computed).map(({ column }) => column),
          keys: keys.rows.filter((row) => row.table === table).map((row) => row.columns),
        },
      ]
    }),
  )
}

/** Refuses what somebody else made under the name of a table, where the first batch would fail. Throws `SHAPE_CONFLICT`. */
function checkForeign(table: Table, { kind, needed, computed, keys }: ExistingTable): void {
  const refuse = (reason: string, remedy: string): EndpointError =>
    new EndpointError('SHAPE_CONFLICT', `"${table.name}" is there already, and ${reason}.`, {
      field: table.name,
      remedy,
    })
  const another = 'Name another schema, or another table in the mapping'
  if (kind !== 'r' && kind !== 'p') throw refuse(`it is ${kindNames[kind] ?? 'no table'}`, `${another}.`)
  const wanted = wantedColumns(table).map(({ name }) => name)
  const unset = needed.find((column) => !wanted.includes(column))
  if (unset !== undefined) {
    throw refuse(
      `its column "${unset}" takes no null, has no default, and is not set by the mapping`,
      `${another}; or set the column in the mapping, or give it a default.`,
    )
  }
  const fixed = computed.find((column) => wanted.includes(column))
  if (fixed !== undefined) throw refuse(`its column "${fixed}" is computed by the database`, `${another}.`)
  const key = [...table.key].sort().join()
  if (key === '' || keys.some((columns) => columns.toSorted().join() === key)) return
  throw refuse(
    `no unique constraint of it has exactly the key of the mapping: ${table.key.join(', ')}`,
    `${another}; or give it the constraint: unique (${table.key.join(', ')}).`,
  )
}

const kindNames: Readonly<Record<string, string>> = {
  v: 'a view',
  m: 'a materialized view',
  f: 'a foreign table',
  S: 'a sequence',
  i: 'an index',
  I: 'an index',
  c: 'a type',
}

function checkBatchTable({ kind, columns }: ExistingTable): void {
  const isOurs = ['batch', 'state', 'decided_at', 'objects'].every((name) => columns.has(name))
  if ((kind === 'r' || kind === 'p') && isOurs) return
  throw new EndpointError('SHAPE_CONFLICT', `"${batchTable}" is there already, and is not the table of batches.`, {
    field: batchTable,
    remedy: 'Name another schema, or rename what has the name now.',
  })
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
