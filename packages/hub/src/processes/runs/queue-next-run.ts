import type { RunStream } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { queueRuns } from './queue-runs.ts'
import { askedFor, holdOf, type Obstacle } from './run-obstacles.ts'

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
    const beginning = (await queueRuns(context, trx, [next.id])).get(next.id)
    if (beginning === 'queued') isAnyQueued = true
    else if (beginning !== undefined && beginning !== 'ended') kept.set(next.stream, beginning)
  }
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
