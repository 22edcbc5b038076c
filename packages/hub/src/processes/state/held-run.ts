import type { Kysely, UpdateObject } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { NodePrincipal } from '../../server/pipeline/principal.ts'

type RunChanges = UpdateObject<Database, 'process_run', 'process_run'>

/** What a deployment remembers, in the transaction that works on it. */
export interface DeploymentState {
  readonly trx: Kysely<Database>
  readonly deployment: string
}

/** What a run of a stream sees of it. Default: everything. */
export interface StreamFilter {
  readonly stream?: string | undefined
}

/** A run that the node holds, in the transaction that works on it. */
export interface HeldRunState extends DeploymentState {
  /** Runs of its stream follow one another. */
  readonly stream: string
  readonly context: HubContext
  readonly run: string
  /** What the call changes in the row of the run: written in one statement, together with the number of the call. */
  readonly changes: RunChanges
}

/**
 * Locks a run that a node claims to hold. Throws `LEASE_LOST` when another attempt has it: nothing that an old holder
 * wrote is kept. Two programs never have one run, because each attempt takes the next number.
 */
export async function lockHeldRun(
  context: HubContext,
  trx: Kysely<Database>,
  node: NodePrincipal,
  { run, attempt }: { readonly run: string; readonly attempt: number },
): Promise<HeldRunState & { readonly state: string; readonly lastCall: number; readonly lastResult: unknown }> {
  const row = await trx
    .selectFrom('process_run')
    .select(['deployment_id', 'stream', 'state', 'last_call', 'last_result'])
    .where('id', '=', run)
    .where('attempt', '=', attempt)
    .where('node_id', '=', node.id)
    .where('state', 'in', ['running', 'ended'])
    .forUpdate()
    .executeTakeFirst()
  if (row) {
    const { deployment_id: deployment, stream, state, last_call: lastCall, last_result: lastResult } = row
    return { context, trx, run, deployment, stream, changes: {}, state, lastCall, lastResult }
  }
  throw leaseLost()
}

/** Changes the row of the run, or at once that of an earlier one of the deployment. */
export async function changeRun(
  { trx, run: held, changes }: HeldRunState,
  run: string,
  values: RunChanges,
): Promise<void> {
  if (run === held) Object.assign(changes, values)
  else await trx.updateTable('process_run').set(values).where('id', '=', run).execute()
}

/** What a node is told that no longer holds a run. */
export function leaseLost(): HubProblem {
  return new HubProblem('LEASE_LOST', {
    detail: 'The run is not held by this node any more.',
    suggestion: 'Stop it and report nothing more: another node continues it.',
  })
}
