import type { RunStateInput } from '@coupa-connector/protocol'
import { type Selectable, sql } from 'kysely'
import type { ProcessRecordTable } from '../../database/process-tables.ts'
import { fixFailure, keepFailures } from './failures.ts'
import type { HeldRunState } from './held-run.ts'
import { postMessages } from './outbox.ts'
import { addCounts } from './run-counters.ts'

/** The lines of some records. */
export async function readEntries(
  { trx, deployment }: HeldRunState,
  { ids }: RunStateInput<'entries'>,
): Promise<readonly unknown[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Selectable<ProcessRecordTable>>`
    select * from process_record where deployment_id = ${deployment}::uuid
      and record_id in (select value from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`.execute(trx)
  return rows.map(toEntry)
}

/** A page of the ledger in the order of ids as texts: all lines, or those that Coupa was not told of. */
export async function readLedger(
  { trx, deployment }: HeldRunState,
  { after, limit }: RunStateInput<'ledger'>,
  { isUnsettled }: { readonly isUnsettled: boolean },
): Promise<readonly unknown[]> {
  const rows = await trx
    .selectFrom('process_record')
    .selectAll()
    .where('deployment_id', '=', deployment)
    .$if(isUnsettled, (select) => select.where('state', '=', 'delivered'))
    .$if(after !== undefined, (select) => select.where('record_id', '>', after ?? ''))
    .orderBy('record_id')
    .limit(limit)
    .execute()
  return rows.map(toEntry)
}

/** Notes what became of records once Coupa was told of them. */
export async function settleRecords(
  held: HeldRunState,
  { settlements, counts, messages }: RunStateInput<'settle'>,
): Promise<void> {
  const { trx, deployment } = held
  const given = settlements.map(({ id, state, lostMarks = 0, hash }) => ({ id, state, lost: lostMarks, hash }))
  await sql`
    update process_record set state = given.state, lost_marks = given.lost,
      hash = coalesce(given.hash, process_record.hash)
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (id text, state text, lost integer, hash text)
    where process_record.deployment_id = ${deployment}::uuid and process_record.record_id = given.id`.execute(trx)
  await fixFailure(
    held,
    settlements.filter(({ failure }) => failure === undefined).map(({ id }) => id),
  )
  await keepFailures(
    held,
    settlements.flatMap(({ failure }) => failure ?? []),
  )
  await postMessages(held, held.run, messages)
  await addCounts(held, counts)
}

/** A line of the ledger, as the runner knows it. */
export function toEntry(row: Selectable<ProcessRecordTable>): Readonly<Record<string, unknown>> {
  return {
    id: row.record_id,
    hash: row.hash,
    state: row.state,
    run: row.run,
    batch: row.batch,
    sequence: Number(row.sequence),
    lostMarks: row.lost_marks,
    ...(row.updated_at === null ? {} : { updatedAt: row.updated_at }),
  }
}
