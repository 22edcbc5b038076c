import type { AnsweredDelivery } from '@coupa-connector/process'
import type { RunStateInput } from '@coupa-connector/protocol'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { ProcessRecordTable } from '../../database/process-tables.ts'
import { fixFailure, keepFailures } from './failures.ts'
import type { DeploymentState, HeldRunState, StreamFilter } from './held-run.ts'
import { postMessages } from './outbox.ts'
import { addCounts } from './run-counters.ts'

/** The lines of some records. */
export async function readEntries(
  { trx, deployment }: DeploymentState,
  { ids }: RunStateInput<'entries'>,
): Promise<readonly LedgerLine[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Selectable<ProcessRecordTable>>`
    select * from process_record where deployment_id = ${deployment}::uuid
      and record_id in (select value from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`.execute(trx)
  return rows.map(toEntry)
}

/** Which lines of the ledger: those in a state, and those delivered up to a sequence number. */
export interface LedgerFilter {
  readonly state?: 'delivered' | 'waiting' | undefined
  readonly through?: number | undefined
}

/** A page of the ledger in the order of ids as texts: all lines, or those in one state. */
export async function readLedger(
  { trx, deployment, stream }: DeploymentState & StreamFilter,
  { after, limit, state, through }: RunStateInput<'ledger'> & LedgerFilter,
): Promise<readonly LedgerLine[]> {
  const rows = await trx
    .selectFrom('process_record')
    .selectAll()
    .where('deployment_id', '=', deployment)
    // Written out, so that each has its partial index.
    .$if(state !== undefined, (select) => select.where(sql<boolean>`state = ${sql.lit(state ?? 'delivered')}`))
    .$if(state === 'delivered' && stream !== undefined, (select) =>
      select.where(isNotOfOthers(deployment, stream ?? 'main')),
    )
    .$if(through !== undefined, (select) => select.where('sequence', '<=', through ?? 0))
    .$if(after !== undefined, (select) => select.where('record_id', '>', after ?? ''))
    .orderBy('record_id')
    .limit(limit)
    .execute()
  return rows.map(toEntry)
}

/** What a run of another stream has delivered is its own affair as long as it is under way. */
function isNotOfOthers(deployment: string, stream: string): RawBuilder<boolean> {
  return sql<boolean>`run not in (select id::text from process_run where deployment_id = ${deployment}::uuid
    and stream <> ${stream}::text and state in ('queued', 'running'))`
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
  await addCounts(held, held.run, counts)
}

/** A line of the ledger, as the runner knows it. */
export interface LedgerLine extends AnsweredDelivery {
  readonly run: string
  readonly lostMarks: number
  readonly updatedAt?: string | undefined
}

export function toEntry(row: Selectable<ProcessRecordTable>): LedgerLine {
  return {
    id: row.record_id,
    hash: row.hash,
    state: row.state as LedgerLine['state'], // written by the runner
    run: row.run,
    batch: row.batch,
    sequence: Number(row.sequence),
    lostMarks: row.lost_marks,
    ...(row.updated_at === null ? {} : { updatedAt: row.updated_at }),
    ...(row.answer === null ? {} : { answer: row.answer }),
  }
}
