import type { MaintenanceWindow } from '@coupa-connector/process'
import type { RunEnvelope } from '@coupa-connector/protocol'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { isSameConnector } from '../../../containers/directory/resolve-container.ts'
import type { HubContext } from '../../../context/hub-context.ts'
import type { Database } from '../../../database/schema.ts'
import { lockContainer } from '../../../jobs/queue/lock-container.ts'
import { rateShareOf, takeRateShares } from '../../../jobs/queue/rate-share.ts'
import type { NodePrincipal } from '../../../server/pipeline/principal.ts'
import type { EngineAttempt } from '../../engine/run-engine.ts'
import { concludeRun, lockDeploymentOfRun } from '../conclude-run.ts'
import { runLimits } from '../run-limits.ts'
import { askedFor, holdOf } from '../run-obstacles.ts'
import type { ClaimedRun } from './claimed-run.ts'
import { openRun } from './open-run.ts'

/** Whether runs wait for a container: for the statement with which a poll looks for work. */
export function hasWaitingRuns(container: string): RawBuilder<boolean> {
  return sql<boolean>`(
    exists (select from process_run where container_id = ${container}::uuid and (state = 'queued'
      or (state = 'running' and beat_at < hub_now() - ${runLimits.silentMs}::float8 * interval '1 millisecond'))
    ) or exists (
      select from process_run join container_node on container_node.id = process_run.node_id
      where process_run.container_id = ${container}::uuid and process_run.state = 'running'
        and container_node.reported_status in ('stopping', 'stopped')
    ))`
}

/**
 * Gives runs to a node, with the settings of both ends opened for it. What cannot be opened ends as failed, as does a run that
 * was taken again and again without getting on.
 */
export async function claimRuns(
  context: HubContext,
  node: NodePrincipal,
  room: number,
  boot: string | undefined,
): Promise<RunEnvelope[]> {
  const claimed = await context.db.transaction().execute(async (trx) => {
    const locked = await lockContainer(trx, node, boot)
    if (!locked || !isSameConnector(locked.connector_version, context.connectionType.connectorVersion)) return []
    const attempts = await context.runEngine.claim(trx, node.container.id, room)
    const taken: ClaimedRun[] = []
    for (const attempt of attempts) {
      const run = await take(trx, node, attempt)
      if (run === undefined) await context.runEngine.end(trx, node.container.id, attempt.run)
      else taken.push(run)
    }
    return taken
  })
  const envelopes: RunEnvelope[] = []
  for (const run of claimed) {
    const opened = isStuck(run) ? stuck : await openRun(context, node, run)
    if ('envelope' in opened) envelopes.push(opened.envelope)
    else await end(context, run, opened)
  }
  return envelopes
}

/** Gives a run to the node; undefined for one that ended, or has to wait again. */
async function take(
  trx: Kysely<Database>,
  node: NodePrincipal,
  { run, engineAttempt }: EngineAttempt,
): Promise<ClaimedRun | undefined> {
  const { rows } = await sql<ClaimedRun & StartConditions>`
    with claimed as (
      update process_run set state = 'running', attempt = attempt + 1, engine_attempt = ${engineAttempt}::integer,
        idle_attempts = idle_attempts + 1, node_id = ${node.id}::uuid, node_name = ${node.name}::text,
        last_call = 0, last_result = null, beat_at = hub_now(), started_at = coalesce(started_at, hub_now())
      where id = ${run}::uuid and state in ('queued', 'running')
      returning *
    ), shared as (${takeRateShares(node.id)})
    select claimed.id, claimed.attempt, claimed.account_id, claimed.deployment_id, claimed.process_id, claimed.version,
      claimed.kind, claimed.stream, claimed.trigger, claimed.request, claimed.idle_attempts, ${rateShareOf(node.id)} as rate_share,
      (select started_at is null from process_run as before where before.id = claimed.id) as is_first,
      deployment.paused_at, deployment.maintenance, hub_now() as now,
      coalesce(connection.organization, '') is distinct from claimed.organization as has_moved
    from claimed join deployment on deployment.id = claimed.deployment_id
      left join connection on connection.account_id = claimed.account_id and connection.id = deployment.connection_id`.execute(
    trx,
  )
  const [claimed] = rows
  if (claimed === undefined || !hasToWait(claimed)) return claimed
  await trx
    .updateTable('process_run')
    .set({ state: 'waiting', organization: '', marks: null, node_id: null, node_name: null, beat_at: null })
    .set(({ eb }) => ({ idle_attempts: eb('idle_attempts', '-', 1) }))
    .$if(claimed.is_first, (update) => update.set({ started_at: null }))
    .where('id', '=', run)
    .execute()
  return undefined
}

/** What may have changed since a run was queued. */
interface StartConditions {
  /** No node has begun it. */
  readonly is_first: boolean
  readonly paused_at: Date | null
  readonly maintenance: readonly MaintenanceWindow[]
  readonly now: Date
  /** Its connection leads to another organization by now, where other runs may be in its way. */
  readonly has_moved: boolean
}

function hasToWait({
  is_first,
  has_moved,
  trigger,
  paused_at,
  maintenance,
  now,
}: ClaimedRun & StartConditions): boolean {
  if (has_moved) return true
  return is_first && !askedFor.includes(trigger) && holdOf({ paused_at, maintenance }, now) !== undefined
}

interface Unopened {
  readonly code: string
  readonly reason: string
}

const stuck: Unopened = {
  code: 'RUN_STUCK',
  reason: `${runLimits.maxIdleAttempts} nodes have taken the run, and none got on with it.`,
}

function isStuck({ idle_attempts }: ClaimedRun): boolean {
  return idle_attempts > runLimits.maxIdleAttempts
}

async function end(context: HubContext, { id, attempt }: ClaimedRun, { code, reason }: Unopened): Promise<void> {
  await context.db.transaction().execute(async (trx) => {
    const deployment = await lockDeploymentOfRun(trx, id)
    const held = await trx
      .selectFrom('process_run')
      .select('id')
      .where('id', '=', id)
      .where('attempt', '=', attempt)
      .executeTakeFirst()
    if (deployment === undefined || held === undefined) return
    await concludeRun(context, trx, { id, deployment }, { outcome: 'failed', code, reason })
  })
}
