import type { RunStream } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { resolveContainer } from '../../containers/directory/resolve-container.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { finishRun } from './finish-run.ts'
import { askedFor, countsForOrganization, findObstacles, holdOf, marksRecords, type Obstacle } from './run-obstacles.ts'

/** What became of a run that was to begin: a node may take it, or it waits on, or it ended at once. */
type Beginning = 'queued' | 'ended' | Obstacle

/**
 * Offers the first run of each stream that may begin, of those that wait in a deployment, to the nodes of its container. The
 * caller has locked the deployment. Returns what still keeps them waiting; undefined when a run was queued or none waits.
 */
export async function queueNextRun(
  context: HubContext,
  trx: Kysely<Database>,
  deployment: string,
): Promise<Obstacle | undefined> {
  const kept = new Map<RunStream, Obstacle>()
  let isAnyQueued = false
  for (;;) {
    const next = await findNextRun(trx, deployment, [...kept.keys()])
    if (next === undefined) return isAnyQueued ? undefined : [...kept.values()][0]
    const beginning = await queueRun(context, trx, next.id)
    if (beginning === 'queued') isAnyQueued = true
    else if (beginning !== 'ended') kept.set(next.stream, beginning)
  }
}

/**
 * Queues a waiting run, unless others are in its way. It runs the version that is deployed now. Without the container it ends as
 * failed.
 */
async function queueRun(context: HubContext, trx: Kysely<Database>, id: string): Promise<Beginning> {
  const run = await trx
    .selectFrom('process_run')
    .innerJoin('deployment', 'deployment.id', 'process_run.deployment_id')
    .leftJoin('connection', (join) =>
      join
        .onRef('connection.account_id', '=', 'deployment.account_id')
        .onRef('connection.id', '=', 'deployment.connection_id'),
    )
    .select(['process_run.account_id', 'process_run.kind', 'process_run.stream', 'connection.organization'])
    .select(['deployment.version', 'deployment.container_id', 'deployment.marks'])
    .where('process_run.id', '=', id)
    .executeTakeFirstOrThrow()
  const container = await resolveContainer(trx, run.account_id, run.container_id)
  if (container === undefined) {
    const reason = 'The container of the deployment does not exist any more.'
    await finishRun(context, trx, id, { outcome: 'failed', code: 'CONTAINER_NOT_ASSOCIATED', reason })
    return 'ended'
  }
  const organization = run.organization ?? ''
  if (countsForOrganization(run) && organization !== '') await lockOrganization(trx, run.account_id, organization)
  const obstacle = (await findObstacles(trx, run.account_id, [id])).get(id)
  if (obstacle !== undefined) return obstacle
  const { containerId } = container
  await trx
    .updateTable('process_run')
    .set({
      state: 'queued',
      version: run.version,
      container_id: containerId,
      organization,
      marks: marksRecords(run) ? run.marks : null,
    })
    .where('id', '=', id)
    .execute()
  await context.runEngine.start(trx, { run: id, account: run.account_id, container: containerId })
  await context.topics.publish(trx, [`jobs-waiting:${containerId}`])
  return 'queued'
}

/** Whoever lets runs begin in an organization does so alone: what it counts stays true until it has committed. */
async function lockOrganization(trx: Kysely<Database>, account: string, organization: string): Promise<void> {
  const name = `runs ${account} ${organization}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}::text, 0))`.execute(trx)
}

async function findNextRun(
  trx: Kysely<Database>,
  deployment: string,
  without: readonly RunStream[],
): Promise<{ readonly id: string; readonly stream: RunStream } | undefined> {
  const waiting = await trx
    .selectFrom('process_run')
    .innerJoin('deployment', 'deployment.id', 'process_run.deployment_id')
    .select(['process_run.id', 'process_run.stream', 'process_run.trigger'])
    .select(['deployment.paused_at', 'deployment.maintenance'])
    .select(sql<Date>`hub_now()`.as('now'))
    .where('deployment_id', '=', deployment)
    .where('state', '=', 'waiting')
    .$if(without.length > 0, (select) => select.where('process_run.stream', 'not in', [...without]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('process_run as other')
            .select('other.id')
            .where('other.deployment_id', '=', deployment)
            .whereRef('other.stream', '=', 'process_run.stream')
            .where('other.state', 'in', ['queued', 'running']),
        ),
      ),
    )
    .orderBy('process_run.created_at')
    .orderBy('process_run.id')
    .execute()
  const [first] = waiting
  if (first === undefined) return undefined
  // A deployment that is paused or in maintenance starts nothing by itself; what somebody asked for runs.
  const isHeld = holdOf(first, first.now) !== undefined
  return waiting.find(({ trigger }) => !isHeld || askedFor.includes(trigger))
}
