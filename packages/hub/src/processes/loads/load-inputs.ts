import type { RunStateInput } from '@coupa-connector/protocol'
import { type Selectable, sql, type UpdateObject } from 'kysely'
import { hubNow } from '../../database/hub-now.ts'
import type { ProcessInputTable } from '../../database/process-tables.ts'
import type { Database } from '../../database/schema.ts'
import type { DeploymentState, HeldRunState } from '../state/held-run.ts'
import { countLoad } from './load-beginning.ts'

/** Finds an input or takes it for the first time. One that this run has loaded is not loaded again by force. */
export async function claimInput(
  { trx, deployment, run }: HeldRunState,
  { name, sha256, sizeBytes, doesNullClear, definition, isForced }: RunStateInput<'load-claim-input'>,
): Promise<unknown> {
  const found = await trx
    .selectFrom('process_input')
    .selectAll()
    .where('deployment_id', '=', deployment)
    .where('name', '=', name)
    .where('sha256', '=', sha256)
    .where('definition', '=', definition)
    .executeTakeFirst()
  if (found !== undefined) {
    if (!isForced || found.state !== 'loaded' || found.run === run) return toInput(found)
    await changeInput({ trx, deployment }, found.number, { state: 'reading' })
    return toInput({ ...found, state: 'reading' })
  }
  const made = await trx
    .insertInto('process_input')
    .values({
      deployment_id: deployment,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from process_input where deployment_id = ${deployment}::uuid)`,
      name,
      sha256,
      definition,
      size_bytes: sizeBytes,
      does_null_clear: doesNullClear,
      state: 'reading',
      run,
      notices: '[]',
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toInput(made)
}

/** Forgets what was read of an input, so that it can be read again. */
export async function beginReading(
  { trx, deployment, run }: HeldRunState,
  { input }: RunStateInput<'load-begin-reading'>,
): Promise<void> {
  for (const table of ['process_input_row', 'process_absent_row'] as const) {
    await trx.deleteFrom(table).where('deployment_id', '=', deployment).where('input', '=', input).execute()
  }
  await changeInput({ trx, deployment }, input, { state: 'reading', run, ended_at: null })
}

/** Keeps records of an input that is being read. */
export async function addRows(
  { trx, deployment }: HeldRunState,
  { input, rows }: RunStateInput<'load-add-rows'>,
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into process_input_row (deployment_id, input, row, key, label, hash, own_name, parent_name, fields, detail,
      edited)
    select ${deployment}::uuid, ${input}::integer, "row", key, label, hash, "ownName", "parentName", fields, refusal, edit
    from json_to_recordset(${JSON.stringify(rows)}::json) as given ("row" integer, key text, label text, hash text,
      "ownName" text, "parentName" text, fields json, refusal json, edit json)`.execute(trx)
}

/** Inputs with records that have no outcome, in the order in which they were taken. */
export async function unfinishedInputs({ trx, deployment }: HeldRunState): Promise<readonly unknown[]> {
  const { rows } = await sql<Selectable<ProcessInputTable> & { owns_result: boolean }>`
    select i.*, not exists (select from process_input j
      where j.deployment_id = i.deployment_id and j.result = i.result and j.number > i.number) as owns_result
    from process_input i
    where i.deployment_id = ${deployment}::uuid and i.state in ('loading', 'loaded') and exists (
      select from process_input_row r
      where r.deployment_id = i.deployment_id and r.input = i.number and (r.outcome is null or r.is_deferred))
    order by i.number`.execute(trx)
  return rows.map((row) => toInput(row, row.owns_result))
}

/** Every record without an outcome is skipped. */
export async function skipRest(held: HeldRunState, { input }: RunStateInput<'load-skip-rest'>): Promise<void> {
  const { trx, deployment, run } = held
  const { numUpdatedRows } = await trx
    .updateTable('process_input_row')
    .set({ outcome: 'skipped', detail: '{}', fields: null, intent: null, settled_at: hubNow(), run })
    .where('deployment_id', '=', deployment)
    .where('input', '=', input)
    .where('outcome', 'is', null)
    .executeTakeFirstOrThrow()
  await countLoad(held, { skipped: Number(numUpdatedRows) })
}

/** Notes the end of an input. */
export async function endInput(
  { trx, deployment, run }: HeldRunState,
  { input, state, result }: RunStateInput<'load-input-ended'>,
): Promise<void> {
  const values = { state, run, ended_at: hubNow(), ...(result === undefined ? {} : { result }) }
  await changeInput({ trx, deployment }, input, values)
}

/** Changes an input of the deployment. */
export async function changeInput(
  { trx, deployment }: DeploymentState,
  input: number,
  values: UpdateObject<Database, 'process_input', 'process_input'>,
): Promise<void> {
  await trx
    .updateTable('process_input')
    .set(values)
    .where('deployment_id', '=', deployment)
    .where('number', '=', input)
    .execute()
}

function toInput(row: Selectable<ProcessInputTable>, ownsResult = false): unknown {
  return {
    id: row.number,
    name: row.name,
    state: row.state,
    records: row.records,
    doesNullClear: row.does_null_clear,
    run: row.run,
    ...(row.ended_at === null ? {} : { endedAtMs: row.ended_at.getTime() }),
    ...(row.result === null ? {} : { result: row.result }),
    ownsResult,
    notices: row.notices,
  }
}
