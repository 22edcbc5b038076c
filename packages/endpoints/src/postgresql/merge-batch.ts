import type { Client } from 'pg'
import type { Table } from '../contract/shape.ts'
import { quoted } from './sql-names.ts'
import { deletedColumn, technicalColumns } from './tables.ts'

/** Where the rows of a batch are until it is committed: temporary tables of the connection, emptied by the end of a transaction. */
export const stagedRecords = 'coupa_staged_records'

export function stagingName(place: number): string {
  return `coupa_staged_${place}`
}

/** Creates the temporary tables for a shape. Columns that somebody added have their values by themselves there, too. */
export async function createStaging(client: Client, schema: string, names: readonly string[]): Promise<void> {
  const records = `create temporary table if not exists ${stagedRecords} (record text primary key, sequence bigint, deleted_at timestamptz) on commit delete rows`
  const tables = names.map(
    (name, place) =>
      `drop table if exists pg_temp.${stagingName(place)};
       create temporary table ${stagingName(place)} (like ${quoted(schema)}.${quoted(name)} including defaults including identity) on commit delete rows`,
  )
  await client.query([records, ...tables].join(';\n'))
}

/** All columns of a table in the order in which they are staged. */
export function stagedColumns({ columns }: Table): readonly string[] {
  return [...columns.map(({ name }) => name), ...technicalColumns.map(([name]) => name)]
}

/**
 * Puts staged rows into a table. The rows of a delivered record are replaced as a set: equal keys are updated, new ones added,
 * and those that the record no longer has are removed. A record of which something newer is there already is left out.
 */
export async function mergeTable(client: Client, target: string, table: Table, place: number): Promise<void> {
  const staging = `pg_temp.${stagingName(place)}`
  const names = stagedColumns(table).map(quoted)
  const insert = `insert into ${target} (${names.join(', ')}) select ${names.map((name) => `s.${name}`).join(', ')}
    from ${staging} s join pg_temp.${stagedRecords} r on r.record = s._coupa_record`
  if (table.key.length === 0) {
    await client.query(
      `delete from ${target} t using pg_temp.${stagedRecords} r where t._coupa_record = r.record and r.deleted_at is null`,
    )
    await client.query(insert)
    return
  }
  const key = table.key.map(quoted)
  const isSame = key.map((name) => `s.${name} = t.${name}`).join(' and ')
  await client.query(
    `delete from ${target} t using pg_temp.${stagedRecords} r
     where t._coupa_record = r.record and r.deleted_at is null and not exists (select 1 from ${staging} s where ${isSame})`,
  )
  const others = names.filter((name) => !key.includes(name)).map((name) => `${name} = excluded.${name}`)
  await client.query(`${insert} on conflict (${key.join(', ')}) do update set ${others.join(', ')}`)
}

/** Says of records that Coupa does not have any more when that was found. Their rows stay. */
export async function markDeleted(client: Client, target: string, batch: string): Promise<void> {
  await client.query(
    `update ${target} t set ${deletedColumn} = r.deleted_at, _coupa_sequence = r.sequence, _coupa_batch = $1
     from pg_temp.${stagedRecords} r where t._coupa_record = r.record and r.deleted_at is not null`,
    [batch],
  )
}

/** Leaves out what is older than what a table holds of the same record. */
export async function dropOutdated(client: Client, target: string): Promise<void> {
  await client.query(
    `delete from pg_temp.${stagedRecords} r using ${target} t
     where t._coupa_record = r.record and t._coupa_sequence > r.sequence`,
  )
}
