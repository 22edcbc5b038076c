import type { EditedRecord } from '@coupa-connector/process'
import type { RunStateInput, StoredRecordEdit } from '@coupa-connector/protocol'
import { type Selectable, sql } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { ProcessEditTable } from '../../database/process-tables.ts'
import type { DeploymentState, HeldRunState } from '../state/held-run.ts'

/** Corrected records of a deployment at most: more are no work of people. */
const mostEdits = 10_000

/** How many corrected records there are. */
export async function countEdits({ trx, deployment }: DeploymentState): Promise<number> {
  const { edits } = await trx
    .selectFrom('process_edit')
    .select(({ fn }) => fn.countAll<string>().as('edits'))
    .where('deployment_id', '=', deployment)
    .executeTakeFirstOrThrow()
  return Number(edits)
}

/** Corrected records, by the hashes of those whose place they take. */
export async function readEdits(
  { trx, deployment }: HeldRunState,
  { sourceHashes }: RunStateInput<'load-edits'>,
): Promise<unknown> {
  const { rows } = await sql<Selectable<ProcessEditTable>>`
    select * from process_edit where deployment_id = ${deployment}::uuid
      and source_hash in (select value from jsonb_array_elements_text(${JSON.stringify(sourceHashes)}::jsonb))`.execute(
    trx,
  )
  return rows.map(({ source_hash: sourceHash, fields, edited_by: by, edited_at }) => {
    return { sourceHash, fields, by, atMs: edited_at.getTime() }
  })
}

/** A record that did not get into Coupa, and where it is from. */
export interface SetAsideRow {
  readonly input: number
  readonly name: string
  readonly row: number
  readonly fields: Record<string, unknown>
  readonly does_null_clear: boolean
  readonly edited: StoredRecordEdit | null
}

/** The newest record with this label that did not get into Coupa. */
export async function findSetAside(
  { trx, deployment }: DeploymentState,
  label: string,
): Promise<SetAsideRow | undefined> {
  const { rows } = await sql<SetAsideRow>`
    select r.input, i.name, r.row, r.fields, i.does_null_clear, r.edited
    from process_input_row r join process_input i on i.deployment_id = r.deployment_id and i.number = r.input
    where r.deployment_id = ${deployment}::uuid and r.label = ${label}::text
      and r.outcome in ('failed', 'held', 'unknown') and r.fields is not null
    order by r.input desc, r.row limit 1`.execute(trx)
  return rows[0]
}

/** Another record of the same input that has this key. */
export async function findRowWithKey(
  { trx, deployment }: DeploymentState,
  { input, row }: SetAsideRow,
  key: string,
): Promise<number | undefined> {
  const found = await trx
    .selectFrom('process_input_row')
    .select('row')
    .where('deployment_id', '=', deployment)
    .where('input', '=', input)
    .where('key', '=', key)
    .where('row', '<>', row)
    .orderBy('row')
    .limit(1)
    .executeTakeFirst()
  return found?.row
}

/**
 * Puts a corrected record in its place, from now on and wherever an input has it again. Others with this label that did not
 * get into Coupa are skipped. Throws `NOT_READY` for a deployment that has too many of them.
 */
export async function keepEdit(
  state: DeploymentState,
  label: string,
  { input, row }: SetAsideRow,
  { fields, key, hash, ownName, parentName, sourceHash }: EditedRecord,
  by: string,
): Promise<void> {
  const { trx, deployment } = state
  if ((await countEdits(state)) >= mostEdits) {
    throw new HubProblem('NOT_READY', {
      detail: `The deployment has ${mostEdits.toLocaleString('en-US')} corrected records, and cannot have more.`,
      suggestion: 'Correct the records where they come from.',
    })
  }
  const kept = JSON.stringify(fields)
  const replaced = JSON.stringify({ code: 'REPLACED_BY_EDIT', message: 'A corrected record takes its place.' })
  await sql`
    insert into process_edit (deployment_id, source_hash, label, fields, edited_by, edited_at)
    values (${deployment}::uuid, ${sourceHash}::text, ${label}::text, ${kept}::json, ${by}::text, hub_now())
    on conflict (deployment_id, source_hash) do update set label = excluded.label, fields = excluded.fields,
      edited_by = excluded.edited_by, edited_at = excluded.edited_at`.execute(trx)
  await sql`
    update process_input_row set fields = ${kept}::json, key = ${key ?? null}::text, hash = ${hash}::text,
      own_name = ${ownName ?? null}::text, parent_name = ${parentName ?? null}::text,
      edited = json_build_object('by', ${by}::text, 'atMs', floor(extract(epoch from hub_now()) * 1000)::bigint,
        'sourceHash', ${sourceHash}::text)
    where deployment_id = ${deployment}::uuid and input = ${input}::integer and row = ${row}::integer`.execute(trx)
  await sql`
    update process_input_row set outcome = 'skipped', detail = ${replaced}::json, fields = null, intent = null,
      settled_at = hub_now()
    where deployment_id = ${deployment}::uuid and label = ${label}::text and outcome in ('failed', 'held', 'unknown')
      and not (input = ${input}::integer and row = ${row}::integer)`.execute(trx)
}
