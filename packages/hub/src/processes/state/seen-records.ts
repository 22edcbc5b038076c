import type { RunStateInput } from '@coupa-connector/protocol'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { ProcessRecordTable } from '../../database/process-tables.ts'
import type { HeldRunState } from './held-run.ts'
import { toEntry } from './ledger.ts'

/** Keeps which records a reconciliation has seen in Coupa. What others saw is forgotten. */
export async function keepSeen(
  { trx, deployment }: HeldRunState,
  { reconciliation, ids }: RunStateInput<'keep-seen'>,
): Promise<void> {
  await trx
    .deleteFrom('process_seen')
    .where('deployment_id', '=', deployment)
    .where('reconciliation', '<>', reconciliation)
    .execute()
  await sql`
    insert into process_seen (deployment_id, record_id, reconciliation)
    select distinct ${deployment}::uuid, value, ${reconciliation}::text
    from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)
    on conflict (deployment_id, record_id) do nothing`.execute(trx)
}

/** Acknowledged records that a reconciliation has not seen, in the order of their ids as texts. */
export async function readUnseen(
  { trx, deployment }: HeldRunState,
  { reconciliation, after, limit }: RunStateInput<'unseen'>,
): Promise<readonly unknown[]> {
  const { rows } = await sql<Selectable<ProcessRecordTable>>`
    select r.* from process_record r
    where r.deployment_id = ${deployment}::uuid and r.state = 'acknowledged' and r.record_id > ${after ?? ''}::text
      and ${isUnseen(reconciliation)}
    order by r.record_id limit ${limit}`.execute(trx)
  return rows.map(toEntry)
}

/** How many records are acknowledged, and how many of them a reconciliation has not seen. */
export async function countUnseen(
  { trx, deployment }: HeldRunState,
  { reconciliation }: RunStateInput<'count-unseen'>,
): Promise<unknown> {
  const { rows } = await sql<{ acknowledged: number; unseen: number }>`
    select count(*)::int as acknowledged, (count(*) filter (where ${isUnseen(reconciliation)}))::int as unseen
    from process_record r where r.deployment_id = ${deployment}::uuid and r.state = 'acknowledged'`.execute(trx)
  return rows[0]
}

function isUnseen(reconciliation: string): RawBuilder<boolean> {
  return sql<boolean>`not exists (select 1 from process_seen s where s.deployment_id = r.deployment_id
    and s.record_id = r.record_id and s.reconciliation = ${reconciliation}::text)`
}
