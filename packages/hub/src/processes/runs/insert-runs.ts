import { type Kysely, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'
import type { NewRun, RunEntry } from './run-entry.ts'

/** A run with its id, and how it comes into the table. */
export interface RunToInsert {
  readonly id: string
  readonly run: NewRun
  readonly entry: RunEntry
}

/**
 * Puts runs into the table, and asks the runs to end that they cancel. Returns the ids of those that it put there: the others are of
 * instants that have a run already.
 */
export async function insertRuns(trx: Kysely<Database>, runs: readonly RunToInsert[]): Promise<readonly string[]> {
  if (runs.length === 0) return []
  const cancelled = runs.flatMap(({ entry }) =>
    'cancels' in entry && entry.cancels !== undefined ? [entry.cancels] : [],
  )
  if (cancelled.length > 0) await askToEnd(trx, cancelled)
  // One value for all rows: the parameters of each would be most of what many starts at one instant take.
  const { rows } = await sql<{ id: string }>`
    insert into process_run (account_id, id, deployment_id, process_id, version, kind, stream, trigger, requested_by, request,
      schedule_id, planned_at, state, reason, counters, created_at, ended_at)
    select account_id, id, deployment_id, process_id, version, kind, stream, trigger, requested_by, request,
      schedule_id, planned_at, state, reason, '{}'::jsonb, hub_now(), case when state = 'skipped' then hub_now() end
    from jsonb_to_recordset(${JSON.stringify(runs.map(rowOf))}::jsonb) as given (account_id uuid, id uuid, deployment_id uuid,
      process_id uuid, version integer, kind text, stream text, trigger text, requested_by jsonb, request jsonb,
      schedule_id uuid, planned_at timestamptz, state text, reason text)
    -- Another hub has woken for the same instant.
    on conflict (schedule_id, planned_at) where planned_at is not null do nothing
    returning id`.execute(trx)
  return rows.map(({ id }) => id)
}

async function askToEnd(trx: Kysely<Database>, runs: readonly string[]): Promise<void> {
  await trx
    .updateTable('process_run')
    .set({ cancel_requested_at: sql<Date>`coalesce(cancel_requested_at, hub_now())` })
    .where('id', 'in', runs)
    .execute()
}

function rowOf({ id, run, entry }: RunToInsert): Readonly<Record<string, unknown>> {
  const { deployment, kind, stream = 'main', trigger, requestedBy, ids, limit, parameters, planned } = run
  return {
    account_id: deployment.account_id,
    id,
    deployment_id: deployment.id,
    process_id: deployment.process_id,
    version: deployment.version,
    kind,
    stream,
    trigger,
    requested_by: requestedBy,
    request: { ids: ids ?? null, limit: limit ?? null, parameters: parameters ?? {} },
    schedule_id: planned?.schedule ?? null,
    planned_at: planned?.at ?? null,
    state: entry.state,
    reason: entry.state === 'skipped' ? entry.reason : null,
  }
}
