import type { RunStateInput, StoredKnownRecord } from '@coupa-connector/protocol'
import { type Selectable, sql } from 'kysely'
import type { ProcessKnownRecordTable } from '../../database/process-tables.ts'
import type { HeldRunState } from '../state/held-run.ts'

/** What is known of the records of some keys. */
export async function readKnown(
  { trx, deployment }: HeldRunState,
  { keys }: RunStateInput<'load-known'>,
): Promise<unknown> {
  const { rows } = await sql<Selectable<ProcessKnownRecordTable>>`
    select * from process_known_record where deployment_id = ${deployment}::uuid
      and key in (select value from jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`.execute(trx)
  return rows.map(toKnown)
}

/** A page of everything that is known of records, by their keys. */
export async function readAllKnown(
  { trx, deployment }: HeldRunState,
  { after, limit }: RunStateInput<'load-all-known'>,
): Promise<unknown> {
  const { rows } = await sql<Selectable<ProcessKnownRecordTable>>`
    select * from process_known_record where deployment_id = ${deployment}::uuid and key > ${after}::text
    order by key limit ${limit}`.execute(trx)
  return rows.map(toKnown)
}

/** Keeps what is known of records from now on; of several about one key, the last. */
export async function keepKnown(
  { trx, deployment }: HeldRunState,
  records: readonly StoredKnownRecord[],
): Promise<void> {
  if (records.length === 0) return
  const newest = [...new Map(records.map((record) => [record.key, record])).values()]
  await sql`
    insert into process_known_record (deployment_id, key, id, hash, record, is_inactive)
    select ${deployment}::uuid, key, id, hash, record, "isInactive"
    from json_to_recordset(${JSON.stringify(newest)}::json)
      as given (key text, id text, hash text, record json, "isInactive" boolean)
    order by key collate "C"
    on conflict (deployment_id, key) do update set id = excluded.id, hash = excluded.hash, record = excluded.record,
      is_inactive = excluded.is_inactive`.execute(trx)
}

export function toKnown(row: Selectable<ProcessKnownRecordTable>): StoredKnownRecord {
  const { key, id, hash, record, is_inactive: isInactive } = row
  return { key, id, hash, record: record as StoredKnownRecord['record'], isInactive }
}
