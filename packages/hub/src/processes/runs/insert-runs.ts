import { type InsertObject, type Kysely, sql } from 'kysely'
import { hubNow } from '../../database/hub-now.ts'
import type { Database } from '../../database/schema.ts'
import type { NewRun, RunEntry } from './run-entry.ts'

/** A run with its id, and how it comes into the table. */
export interface RunToInsert {
  readonly id: string
  readonly run: NewRun
  readonly entry: RunEntry
}

/** So many rows are written with one statement: each takes some 18 of the 65,535 values that it may have. */
const mostRows = 500

/**
 * Puts runs into the table, and asks the runs to end that they cancel. Returns the ids of those that it put there: the others are of
 * instants that have a run already.
 */
export async function insertRuns(trx: Kysely<Database>, runs: readonly RunToInsert[]): Promise<readonly string[]> {
  const cancelled = runs.flatMap(({ entry }) =>
    'cancels' in entry && entry.cancels !== undefined ? [entry.cancels] : [],
  )
  if (cancelled.length > 0) await askToEnd(trx, cancelled)
  const inserted: string[] = []
  for (let from = 0; from < runs.length; from += mostRows) {
    const rows = await trx
      .insertInto('process_run')
      .values(runs.slice(from, from + mostRows).map(rowOf))
      // Another hub has woken for the same instant.
      .onConflict((conflict) =>
        conflict.columns(['schedule_id', 'planned_at']).where('planned_at', 'is not', null).doNothing(),
      )
      .returning('id')
      .execute()
    inserted.push(...rows.map(({ id }) => id))
  }
  return inserted
}

async function askToEnd(trx: Kysely<Database>, runs: readonly string[]): Promise<void> {
  await trx
    .updateTable('process_run')
    .set({ cancel_requested_at: sql<Date>`coalesce(cancel_requested_at, hub_now())` })
    .where('id', 'in', runs)
    .execute()
}

function rowOf({ id, run, entry }: RunToInsert): InsertObject<Database, 'process_run'> {
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
    requested_by: JSON.stringify(requestedBy),
    request: JSON.stringify({ ids: ids ?? null, limit: limit ?? null, parameters: parameters ?? {} }),
    schedule_id: planned?.schedule ?? null,
    planned_at: planned?.at ?? null,
    state: entry.state,
    reason: entry.state === 'skipped' ? entry.reason : null,
    counters: '{}',
    created_at: hubNow(),
    ended_at: entry.state === 'skipped' ? hubNow() : null,
  }
}
