import type { Kysely, Selectable } from 'kysely'
import type { HubContext } from '../../../context/hub-context.ts'
import type { ProcessRunTable } from '../../../database/process-tables.ts'
import type { Database } from '../../../database/schema.ts'
import type { NodePrincipal } from '../../../server/pipeline/principal.ts'
import { finishRun } from '../finish-run.ts'
import type { HeldRun } from './beat-runs.ts'

/** What is being removed, or was started anew. */
export type RunPlace = { readonly container: string } | { readonly attachment: string } | { readonly node: string }

/**
 * Lets go of the runs of a node: another one continues them at once. Runs of a container, or of an attachment to one, that is
 * being removed end as failed; what they delivered stays known.
 */
export async function releaseRuns(context: HubContext, trx: Kysely<Database>, of: RunPlace): Promise<void> {
  if ('node' in of) await offerAgain(context, trx, await selectRunning(trx, of.node).execute())
  else await endAll(context, trx, of)
}

/** Lets go of one run of a node; nothing happens when another node has it. */
export async function releaseRun(context: HubContext, node: NodePrincipal, { run, attempt }: HeldRun): Promise<void> {
  await context.db.transaction().execute(async (trx) => {
    const held = selectRunning(trx, node.id).where('id', '=', run).where('attempt', '=', attempt)
    await offerAgain(context, trx, await held.execute())
  })
}

function selectRunning(trx: Kysely<Database>, node: string) {
  return trx
    .selectFrom('process_run')
    .select(['id', 'engine_attempt', 'container_id'])
    .where('node_id', '=', node)
    .where('state', '=', 'running')
    .orderBy('id')
    .forUpdate()
}

async function offerAgain(
  { runEngine, topics }: HubContext,
  trx: Kysely<Database>,
  runs: readonly Pick<Selectable<ProcessRunTable>, 'id' | 'engine_attempt' | 'container_id'>[],
): Promise<void> {
  for (const { id, engine_attempt, container_id } of runs) {
    if (container_id === null) continue
    await runEngine.release(trx, container_id, { run: id, engineAttempt: engine_attempt })
    await topics.publish(trx, [`jobs-waiting:${container_id}`])
  }
}

async function endAll(
  context: HubContext,
  trx: Kysely<Database>,
  of: Exclude<RunPlace, { readonly node: string }>,
): Promise<void> {
  const rows = await trx
    .selectFrom('process_run')
    .innerJoin('deployment', 'deployment.id', 'process_run.deployment_id')
    .select('process_run.id')
    .where('process_run.state', 'in', ['waiting', 'queued', 'running'])
    .where(({ eb, or }) =>
      'attachment' in of
        ? eb('deployment.container_id', '=', of.attachment)
        : or([eb('deployment.container_id', '=', of.container), eb('process_run.container_id', '=', of.container)]),
    )
    .orderBy('deployment.id')
    .forNoKeyUpdate('deployment')
    .execute()
  const reason = 'The container of the deployment was removed.'
  for (const { id } of rows) {
    await finishRun(context, trx, id, {
      outcome: 'failed',
      code: 'CONTAINER_NOT_ASSOCIATED',
      reason,
      canContinue: true,
    })
  }
}
