import { type Kysely, sql } from 'kysely'
import { resolveContainer } from '../../containers/directory/resolve-container.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { finishRun } from './finish-run.ts'

/**
 * Offers a waiting run to the nodes of its deployment's container. It runs the version that is deployed now. Without the
 * container it ends as failed. Returns whether it is queued.
 */
export async function queueRun(context: HubContext, trx: Kysely<Database>, id: string): Promise<boolean> {
  const run = await trx
    .selectFrom('process_run')
    .innerJoin('deployment', 'deployment.id', 'process_run.deployment_id')
    .leftJoin('connection', (join) =>
      join
        .onRef('connection.account_id', '=', 'deployment.account_id')
        .onRef('connection.id', '=', 'deployment.connection_id'),
    )
    .select(['process_run.account_id', 'deployment.version', 'deployment.container_id', 'connection.organization'])
    .where('process_run.id', '=', id)
    .executeTakeFirstOrThrow()
  const container = await resolveContainer(trx, run.account_id, run.container_id)
  await trx
    .updateTable('process_run')
    .set({
      state: 'queued',
      version: run.version,
      container_id: container?.containerId ?? null,
      organization: run.organization ?? '',
    })
    .where('id', '=', id)
    .execute()
  if (container === undefined) {
    const reason = 'The container of the deployment does not exist any more.'
    await finishRun(context, trx, id, { outcome: 'failed', code: 'CONTAINER_NOT_ASSOCIATED', reason })
    return false
  }
  const { containerId } = container
  await context.runEngine.start(trx, { run: id, account: run.account_id, container: containerId })
  await context.topics.publish(trx, [`jobs-waiting:${containerId}`])
  return true
}

/** Queues the run that has waited longest for the one before. The caller has locked the deployment. */
export async function queueNextRun(context: HubContext, trx: Kysely<Database>, deployment: string): Promise<void> {
  for (;;) {
    const next = await findNextRun(trx, deployment)
    if (next === undefined || (await queueRun(context, trx, next))) return
  }
}

async function findNextRun(trx: Kysely<Database>, deployment: string): Promise<string | undefined> {
  const next = await trx
    .selectFrom('process_run')
    .innerJoin('deployment', 'deployment.id', 'process_run.deployment_id')
    .select('process_run.id')
    .where('deployment_id', '=', deployment)
    .where('state', '=', 'waiting')
    // A paused deployment starts nothing by itself; what somebody asked for runs.
    .where(sql<boolean>`(deployment.paused_at is null or process_run.trigger in ('person', 'api', 'retry'))`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('process_run as other')
            .select('other.id')
            .where('other.deployment_id', '=', deployment)
            .where('other.state', 'in', ['queued', 'running']),
        ),
      ),
    )
    .orderBy('process_run.created_at')
    .orderBy('process_run.id')
    .limit(1)
    .executeTakeFirst()
  return next?.id
}
