import type { RunStateInput } from '@coupa-connector/protocol'
import { type Selectable, sql } from 'kysely'
import type { ProcessKnownRecordTable } from '../../database/process-tables.ts'
import type { HeldRunState } from '../state/held-run.ts'
import { keepKnown, toKnown } from './known-records.ts'
import { countLoad } from './load-beginning.ts'
import { keepOpenOnes } from './load-rows.ts'

/** How many records are known and active, and how many of them the input does not have. */
export async function countAbsent(
  { trx, deployment }: HeldRunState,
  { input }: RunStateInput<'load-count-absent'>,
): Promise<unknown> {
  const { rows } = await sql`
    select count(*)::integer as active, (count(*) filter (where ${isAbsent(input)}))::integer as absent
    from process_known_record k where k.deployment_id = ${deployment}::uuid and not k.is_inactive`.execute(trx)
  return rows[0]
}

/** A page of the active records that the input does not have, by their keys. */
export async function readAbsent(
  { trx, deployment }: HeldRunState,
  { input, after, limit }: RunStateInput<'load-absent'>,
): Promise<unknown> {
  const { rows } = await sql<Selectable<ProcessKnownRecordTable>>`
    select * from process_known_record k
    where k.deployment_id = ${deployment}::uuid and not k.is_inactive and ${isAbsent(input)} and k.key > ${after}::text
    order by k.key limit ${limit}`.execute(trx)
  return rows.map(toKnown)
}

/** Keeps what became of records that the input does not have. */
export async function settleAbsent(
  held: HeldRunState,
  { input, settlements, counts }: RunStateInput<'load-settle-absent'>,
): Promise<void> {
  const { trx, deployment } = held
  const given = settlements.map(({ known, label, outcome, detail }) => ({ key: known.key, label, outcome, detail }))
  await sql`
    insert into process_absent_row (deployment_id, input, key, label, outcome, detail)
    select ${deployment}::uuid, ${input}::integer, key, label, outcome, detail
    from json_to_recordset(${JSON.stringify(given)}::json) as given (key text, label text, outcome text, detail json)
    on conflict (deployment_id, input, key) do update
      set label = excluded.label, outcome = excluded.outcome, detail = excluded.detail`.execute(trx)
  await keepKnown(
    held,
    settlements.filter(({ outcome }) => outcome === 'inactivated').map(({ known }) => known),
  )
  const fixed = await keepOpenOnes(held, settlements)
  const sum: Record<string, number> = { ...counts, fixed }
  for (const { outcome } of settlements) sum[outcome] = (sum[outcome] ?? 0) + 1
  await countLoad(held, sum)
}

function isAbsent(input: number) {
  return sql<boolean>`not exists (select from process_input_row r
    where r.deployment_id = k.deployment_id and r.input = ${input}::integer and r.key = k.key)`
}
