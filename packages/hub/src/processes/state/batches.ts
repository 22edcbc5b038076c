import { keepContestedApart } from '@coupa-connector/process'
import type { RunStateInput, StoredBatchOutcome } from '@coupa-connector/protocol'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'
import { fixFailure, keepFailures } from './failures.ts'
import { changeRun, type DeploymentState, type HeldRunState, type StreamFilter } from './held-run.ts'
import { postMessages } from './outbox.ts'
import { addCounts } from './run-counters.ts'

interface StoredOpenBatch {
  readonly id: string
  readonly run: string
  readonly openedAtMs: number
  readonly outcome: StoredBatchOutcome
}

/** Batches of the stream, or of all, of which nobody knows whether the destination committed them. */
export async function openBatches(state: DeploymentState & StreamFilter): Promise<readonly StoredOpenBatch[]> {
  const { stream } = state
  const rows = await selectOpen(state)
    .$if(stream !== undefined, (select) => select.where(isOfStream(stream ?? 'main')))
    .orderBy('opened_at_ms')
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    run: row.run_id,
    openedAtMs: row.opened_at_ms,
    outcome: row.outcome as unknown as StoredBatchOutcome, // an open batch has one
  }))
}

function selectOpen({ trx, deployment }: DeploymentState) {
  return trx
    .selectFrom('process_batch')
    .select(['id', 'run_id', 'opened_at_ms', 'outcome'])
    .where('deployment_id', '=', deployment)
    .where('state', '=', 'open')
}

/** A run whose row is gone has no stream; what it left belongs to the main one. */
function isOfStream(stream: string): RawBuilder<boolean> {
  return sql<boolean>`coalesce((select r.stream from process_run r where r.id = process_batch.run_id), 'main')
    = ${stream}::text`
}

/** Keeps what a batch is going to change, before it is written to the destination. */
export async function openBatch(held: HeldRunState, batch: RunStateInput<'open-batch'>): Promise<void> {
  const { trx, deployment, run } = held
  await trx
    .insertInto('process_batch')
    .values({
      deployment_id: deployment,
      id: batch.id,
      run_id: run,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from process_batch where run_id = ${run}::uuid)`,
      opened_at_ms: batch.openedAtMs,
      state: 'open',
      records: batch.outcome.records.length,
      outcome: JSON.stringify(batch.outcome),
    })
    .execute()
}

/**
 * Applies what an open batch changes. It counts for the run that opened it, which may be an earlier one. In a back-fill it
 * answers with the contested records.
 */
export async function batchDelivered(
  held: HeldRunState,
  { batch, objects, counts }: RunStateInput<'batch-delivered'>,
): Promise<readonly string[]> {
  const row = await takeOpenBatch(held, batch)
  if (row === undefined) return []
  const { outcome, contested } = await apartFromOthers(held, row.outcome as unknown as StoredBatchOutcome)
  await applyOutcome(held, batch, row.run_id, outcome)
  await held.trx
    .updateTable('process_batch')
    .set({ state: 'delivered', objects: JSON.stringify(objects), outcome: null })
    .where('deployment_id', '=', held.deployment)
    .where('id', '=', batch)
    .execute()
  await addCounts(held, row.run_id, outcome.counts, counts)
  return contested
}

/** Only a back-fill makes way: it has the time for it. */
async function apartFromOthers(
  held: HeldRunState,
  outcome: StoredBatchOutcome,
): Promise<{ readonly outcome: StoredBatchOutcome; readonly contested: readonly string[] }> {
  if (held.stream !== 'back-fill') return { outcome, contested: [] }
  // First the open batches: what is kept between the two statements is in a line by then.
  const open = await selectOpen(held)
    .where(sql<boolean>`not ${isOfStream(held.stream)}`)
    .execute()
  const openHashes = new Map(
    open.flatMap((row) => (row.outcome as unknown as StoredBatchOutcome).records.map(({ id, hash }) => [id, hash])),
  )
  const lines = await lockLines(
    held,
    outcome.records.map(({ id }) => id),
  )
  return keepContestedApart(outcome, (id) => ({ line: lines.get(id), openHash: openHashes.get(id) }))
}

/** Until the transaction ends, no other run changes them. */
async function lockLines(
  { trx, deployment }: HeldRunState,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly sequence: number; readonly hash: string }>> {
  const { rows } = await sql<{ record_id: string; hash: string; sequence: string }>`
    select record_id, hash, sequence from process_record where deployment_id = ${deployment}::uuid
      and record_id in (select value from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
    order by record_id for update`.execute(trx)
  return new Map(rows.map(({ record_id, hash, sequence }) => [record_id, { hash, sequence: Number(sequence) }]))
}

/** Forgets an open batch that was not committed. */
export async function batchDropped(held: HeldRunState, { batch }: RunStateInput<'batch-dropped'>): Promise<void> {
  await held.trx
    .updateTable('process_batch')
    .set({ state: 'dropped', outcome: null })
    .where('deployment_id', '=', held.deployment)
    .where('id', '=', batch)
    .where('state', '=', 'open')
    .execute()
}

/** Applies what was read without anything to deliver. */
export async function nothingDelivered(
  held: HeldRunState,
  { outcome, counts }: RunStateInput<'nothing-delivered'>,
): Promise<void> {
  await applyOutcome(held, '', held.run, outcome)
  await addCounts(held, held.run, outcome.counts, counts)
}

/** A page of the batches of all runs, in the order of their ids. */
export async function readAllBatches(
  { trx, deployment }: HeldRunState,
  { after, limit }: RunStateInput<'all-batches'>,
): Promise<readonly unknown[]> {
  const rows = await trx
    .selectFrom('process_batch')
    .select(['id', 'run_id', 'records', 'objects'])
    .where('deployment_id', '=', deployment)
    .where('state', '=', 'delivered')
    .$if(after !== undefined, (select) => select.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id, run_id, records, objects }) => ({ id, run: run_id, records, objects: objects ?? [] }))
}

/** Batches that the run delivered, in their order. */
export async function deliveredBatches({ trx, run }: HeldRunState): Promise<readonly unknown[]> {
  const rows = await trx
    .selectFrom('process_batch')
    .select(['id', 'records', 'objects'])
    .where('run_id', '=', run)
    .where('state', '=', 'delivered')
    .orderBy('number')
    .execute()
  return rows.map(({ id, records, objects }) => ({ id, records, objects: objects ?? [] }))
}

async function takeOpenBatch({ trx, deployment }: HeldRunState, id: string) {
  return await trx
    .selectFrom('process_batch')
    .select(['run_id', 'outcome'])
    .where('deployment_id', '=', deployment)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst()
}

async function applyOutcome(
  held: HeldRunState,
  batch: string,
  run: string,
  outcome: StoredBatchOutcome,
): Promise<void> {
  const { trx, deployment } = held
  await keepRecords(trx, { deployment, run, batch, state: outcome.state }, outcome.records)
  await fixFailure(
    held,
    outcome.records.map(({ id }) => id),
    // What the consumer refused is not fixed by delivering it again, but by its next answer.
    { exceptAnswered: outcome.state === 'waiting' },
  )
  if (outcome.unchanged.length > 0) {
    await trx
      .updateTable('process_record')
      .set({ state: 'delivered' })
      .where('deployment_id', '=', deployment)
      .where('record_id', 'in', [...outcome.unchanged])
      .execute()
  }
  await keepTimes(held, outcome.times ?? [])
  await keepFailures(held, outcome.failures)
  await postMessages(held, run, outcome.messages)
  await changeRun(held, run, { position: JSON.stringify(outcome.position) })
}

async function keepRecords(
  trx: Kysely<Database>,
  facts: { readonly deployment: string; readonly run: string; readonly batch: string; readonly state: string },
  records: StoredBatchOutcome['records'],
): Promise<void> {
  if (records.length === 0) return
  const given = records.map(({ id, hash, sequence, updatedAt, label }) => {
    return { id, hash, sequence, updated_at: updatedAt, label }
  })
  await sql`
    insert into process_record (deployment_id, record_id, hash, state, run, batch, sequence, lost_marks,
      updated_at, label)
    select ${facts.deployment}::uuid, id, hash, ${facts.state}::text, ${facts.run}::text, ${facts.batch}::text, sequence, 0,
      updated_at, label
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as given (id text, hash text, sequence bigint, updated_at text, label text)
    order by id collate "C"
    on conflict (deployment_id, record_id) do update set hash = excluded.hash, state = excluded.state,
      run = excluded.run, batch = excluded.batch, sequence = excluded.sequence, lost_marks = 0,
      updated_at = excluded.updated_at, answer = null, label = coalesce(excluded.label, process_record.label)`.execute(
    trx,
  )
}

/** Keeps when records were changed whose content is what was delivered. */
async function keepTimes(
  { trx, deployment }: HeldRunState,
  times: NonNullable<StoredBatchOutcome['times']>,
): Promise<void> {
  if (times.length === 0) return
  const given = times.map(([id, updatedAt]) => ({ id, updated_at: updatedAt }))
  await sql`
    update process_record set updated_at = given.updated_at
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (id text, updated_at text)
    where process_record.deployment_id = ${deployment}::uuid and process_record.record_id = given.id`.execute(trx)
}
