import { type MaintenanceWindow, maintenanceEnd } from '@coupa-connector/process'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { PeriodicTask } from '../../housekeeping/task.ts'
import { queueNextRun } from './queue-next-run.ts'
import { askedFor, runsOfOrganization } from './run-obstacles.ts'

/** So many deployments are looked at in one go. */
const mostDeployments = 100

/**
 * Lets runs begin that waited for one that has ended: of its own deployment, and of others that use the same organization.
 * Those come first that have waited longest. The caller has locked the deployment.
 */
export async function startRunsAfter(
  context: HubContext,
  trx: Kysely<Database>,
  ended: { readonly account: string; readonly organization: string; readonly deployment: string },
): Promise<void> {
  const { account, organization, deployment } = ended
  const place = sql<boolean>`run.account_id = ${account}::uuid
    and (deployment.id = ${deployment}::uuid or (connection.organization = ${organization} and connection.organization <> ''))`
  for (const { id } of await findDeploymentsToStart(trx, place)) {
    const obstacle = (await lockIfFree(trx, id)) ? await queueNextRun(context, trx, id) : undefined
    if (obstacle?.kind === 'organization') return
  }
}

/**
 * Lets runs begin when nothing is in their way any more: after maintenance, after a change of limits or connections, and
 * where a hub that was to do it looked at the wrong moment.
 */
export const startWaitingRunsTask: PeriodicTask = {
  name: 'start-waiting-runs',
  intervalMs: 5000,
  mayOverlap: true,
  run: async (context) => await startWaitingRuns(context),
}

export async function startWaitingRuns(context: HubContext): Promise<void> {
  for (const { id } of await findDeploymentsToStart(context.db, sql<boolean>`true`)) {
    await context.db.transaction().execute(async (trx) => {
      if (await lockIfFree(trx, id)) await queueNextRun(context, trx, id)
    })
  }
}

/** Deployments in which a run waits although nothing seems to be in its way, the longest waiting first. */
async function findDeploymentsToStart(
  executor: Kysely<Database>,
  place: RawBuilder<boolean>,
): Promise<readonly { readonly id: string }[]> {
  const { rows } = await sql<{
    id: string
    is_asked_for: boolean
    maintenance: readonly MaintenanceWindow[]
    now: Date
  }>`
    select deployment.id, bool_or(run.trigger in (${sql.join(askedFor)})) as is_asked_for, deployment.maintenance,
      hub_now() as now
    from process_run as run
    join account on account.id = run.account_id
    join deployment on deployment.id = run.deployment_id
    left join connection on connection.account_id = run.account_id and connection.id = deployment.connection_id
    where run.state = 'waiting' and ${place}
      and (deployment.paused_at is null or run.trigger in (${sql.join(askedFor)}))
      and not exists (
        select from process_run as own where own.deployment_id = deployment.id and own.state in ('queued', 'running'))
      and (run.kind = 'check' or connection.organization is null or connection.organization = '' or (
        ${runsOfOrganization(sql`run.account_id`, sql`connection.organization`)} < account.runs_per_organization
        and not exists (
          select from process_run as marking
          where marking.account_id = run.account_id and marking.organization = connection.organization
            and marking.marks = deployment.marks and marking.state in ('queued', 'running'))))
    group by deployment.id, deployment.maintenance
    order by min(run.created_at), deployment.id`.execute(executor)
  return rows
    .filter((row) => row.is_asked_for || maintenanceEnd(row.maintenance, row.now) === undefined)
    .slice(0, mostDeployments)
}

/** Not waited for: who holds it may be waiting for what the caller holds. It looks for runs to start itself, or the task does. */
async function lockIfFree(trx: Kysely<Database>, deployment: string): Promise<boolean> {
  const row = await trx
    .selectFrom('deployment')
    .select('id')
    .where('id', '=', deployment)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row !== undefined
}
