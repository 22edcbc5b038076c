import { sql } from 'kysely'
import type { HubContext } from '../../../context/hub-context.ts'
import type { NodePrincipal } from '../../../server/pipeline/principal.ts'

/** A run that a node believes to hold. */
export interface HeldRun {
  readonly run: string
  readonly attempt: number
}

/** Keeps runs with their node. Says which it has to cancel, and which no longer belong to it. */
export async function beatRuns(
  { db, runEngine }: HubContext,
  node: NodePrincipal,
  held: readonly HeldRun[],
): Promise<{ readonly cancel: { run: string; isImmediate: boolean }[]; readonly lost: HeldRun[] }> {
  if (held.length === 0) return { cancel: [], lost: [] }
  const { rows } = await sql<{
    id: string
    attempt: number
    engine_attempt: number
    is_cancel_requested: boolean
    is_cancel_immediate: boolean
  }>`
    update process_run set beat_at = hub_now()
    from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as given (run uuid, attempt integer)
    where process_run.id = given.run and process_run.attempt = given.attempt
      and process_run.state = 'running' and process_run.node_id = ${node.id}::uuid
    returning process_run.id, process_run.attempt, engine_attempt,
      cancel_requested_at is not null as is_cancel_requested, is_cancel_immediate`.execute(db)
  const attempts = rows.map(({ id, engine_attempt }) => ({ run: id, engineAttempt: engine_attempt }))
  const gone = new Set(await runEngine.beat(node.container.id, attempts))
  const kept = new Set(rows.filter(({ id }) => !gone.has(id)).map(({ id, attempt }) => `${id} ${attempt}`))
  return {
    cancel: rows
      .filter((row) => row.is_cancel_requested)
      .map(({ id, is_cancel_immediate }) => ({ run: id, isImmediate: is_cancel_immediate })),
    lost: held.filter(({ run, attempt }) => !kept.has(`${run} ${attempt}`)),
  }
}
