import { type Kysely, sql } from 'kysely'
import { noteEndedRun } from '../../alerts/raise/note-ended-run.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { Database } from '../../database/schema.ts'

/** How a run ended. */
export interface RunEnd {
  readonly outcome: string
  readonly code?: string | null | undefined
  readonly reason?: string | null | undefined
  readonly receipt?: Readonly<Record<string, unknown>> | undefined
  readonly canContinue?: boolean | undefined
}

/**
 * Ends a run, and counts failures in a row: after too many the deployment pauses. People are told of what went wrong.
 * Says whose organization it used; undefined when it had ended before.
 */
export async function finishRun(
  context: HubContext,
  trx: Kysely<Database>,
  id: string,
  { outcome, code = null, reason = null, receipt, canContinue = false }: RunEnd,
): Promise<{ readonly account: string; readonly organization: string } | undefined> {
  const run = await trx
    .updateTable('process_run')
    .set({
      state: 'ended',
      outcome,
      code,
      reason,
      receipt: receipt === undefined ? null : JSON.stringify(receipt),
      can_continue: canContinue,
      ended_at: hubNow(),
    })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'queued', 'running'])
    .returning(['account_id', 'organization', 'deployment_id', 'container_id', 'kind'])
    .executeTakeFirst()
  if (!run) return undefined
  if (run.container_id !== null) await context.runEngine.end(trx, run.container_id, id)
  const hasFailed = outcome === 'failed'
  if (run.kind === 'run' && outcome !== 'cancelled') await countFailure(trx, run.deployment_id, hasFailed)
  await noteEndedRun(trx, id)
  await context.topics.publish(trx, [`run-changed:${id}`])
  return { account: run.account_id, organization: run.organization }
}

async function countFailure(trx: Kysely<Database>, deployment: string, hasFailed: boolean): Promise<void> {
  await trx
    .updateTable('deployment')
    .set({ failures_in_a_row: hasFailed ? sql<number>`failures_in_a_row + 1` : 0 })
    .where('id', '=', deployment)
    .execute()
  await trx
    .updateTable('deployment')
    .set({
      paused_at: hubNow(),
      paused_by_name: 'the hub',
      paused_reason: sql<string>`failures_in_a_row || ' runs in a row have failed.'`,
    })
    .where('id', '=', deployment)
    .where('paused_at', 'is', null)
    .where('pause_after_failures', 'is not', null)
    .whereRef('failures_in_a_row', '>=', 'pause_after_failures')
    .execute()
}
