import { type Kysely, type Selectable, sql } from 'kysely'
import { auditRequest } from '../../audit/audit-request.ts'
import { HubProblem, notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { DeploymentTable } from '../../database/process-tables.ts'
import type { Database } from '../../database/schema.ts'
import type { ChangeRequest } from '../../server/routes/handler.ts'
import { queueNextRun } from '../runs/queue-next-run.ts'
import { planSchedules } from '../schedules/save-schedules.ts'

/** Starts nothing more by schedule. A run under way ends. */
export async function pauseDeployment(
  context: HubContext,
  request: ChangeRequest,
  id: string,
  reason: string,
): Promise<void> {
  await changeDeployment(context, request, id, { reason }, async (trx) => {
    await trx
      .updateTable('deployment')
      .set({ paused_at: hubNow(), paused_by_name: request.actor.name, paused_reason: reason })
      .where('id', '=', id)
      .where('paused_at', 'is', null)
      .execute()
  })
}

/** Starts by schedule again. */
export async function resumeDeployment(context: HubContext, request: ChangeRequest, id: string): Promise<void> {
  await changeDeployment(context, request, id, {}, async (trx, deployment) => {
    if (deployment.paused_at === null) return
    await trx
      .updateTable('deployment')
      .set({ paused_at: null, paused_by_name: null, paused_reason: null, failures_in_a_row: 0, resumed_at: hubNow() })
      .where('id', '=', id)
      .execute()
    await planSchedules(context, trx, { id, jitterSeconds: deployment.jitter_seconds })
    await queueNextRun(context, trx, id)
  })
}

/** Takes a process out of an environment, with its state. Throws `IN_USE` while a run is under way. */
export async function deleteDeployment(context: HubContext, request: ChangeRequest, id: string): Promise<void> {
  await changeDeployment(context, request, id, {}, async (trx) => {
    if (await hasActiveRun(trx, id)) {
      throw new HubProblem('IN_USE', {
        detail: 'A run of the deployment is under way.',
        suggestion: 'Wait until it has ended, or cancel it.',
      })
    }
    await trx.deleteFrom('deployment').where('id', '=', id).execute()
  })
}

/** Forgets what is remembered. Throws `NOT_READY` while a run is under way. */
export async function resetDeployment(
  context: HubContext,
  request: ChangeRequest,
  id: string,
  what: 'organization' | 'position' | 'everything',
): Promise<void> {
  await changeDeployment(context, request, id, { what }, async (trx) => {
    if (await hasActiveRun(trx, id)) {
      throw new HubProblem('NOT_READY', {
        detail: 'A run of the deployment is under way.',
        suggestion: 'Wait until it has ended, or cancel it.',
      })
    }
    if (what !== 'position') {
      await trx.deleteFrom('process_fact').where('deployment_id', '=', id).where('name', '=', 'organization').execute()
    }
    if (what === 'organization') return
    if (what === 'position') return await readFromTheBeginning(trx, id)
    await forgetPosition(trx, id)
    for (const table of forgotten) {
      await trx.deleteFrom(table).where('deployment_id', '=', id).execute()
    }
    await trx.deleteFrom('process_fact').where('deployment_id', '=', id).where('name', '=', 'told').execute()
  })
}

/** What a deployment forgets with everything, beside its position. */
const forgotten = ['process_record', 'process_seen', 'process_failure', 'process_outbox', 'process_edit'] as const

/** Lets the next run read from the beginning. A load forgets its inputs and what it knows of records in Coupa. */
export async function forgetPosition(trx: Kysely<Database>, deployment: string): Promise<void> {
  await readFromTheBeginning(trx, deployment)
  await trx.deleteFrom('process_known_record').where('deployment_id', '=', deployment).execute()
  await trx.deleteFrom('process_input').where('deployment_id', '=', deployment).execute()
}

/**
 * Lets the next run read from the beginning. A load takes inputs again that it has loaded, and knows the records in Coupa as before:
 * only what differs is sent. Records of these inputs that wait are tried again all the same.
 */
async function readFromTheBeginning(trx: Kysely<Database>, deployment: string): Promise<void> {
  await trx
    .deleteFrom('process_fact')
    .where('deployment_id', '=', deployment)
    .where(sql<boolean>`name like 'watermark %'`)
    .execute()
  await trx
    .updateTable('process_run')
    .set({ can_continue: false })
    .where('deployment_id', '=', deployment)
    .where('can_continue', '=', true)
    .execute()
  await trx
    .updateTable('process_input')
    .set({ sha256: sql<string>`'forgotten ' || number || ' ' || sha256` })
    .where('deployment_id', '=', deployment)
    .where('state', 'in', ['loaded', 'refused', 'stopped'])
    .where('sha256', 'not like', 'forgotten %')
    .execute()
}

/** Reads a deployment and locks it. Throws `NOT_FOUND`. */
export async function lockDeployment(
  trx: Kysely<Database>,
  account: string,
  id: string,
): Promise<Selectable<DeploymentTable>> {
  const row = await trx
    .selectFrom('deployment')
    .selectAll()
    .where('account_id', '=', account)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('deployment')
  return row
}

async function changeDeployment(
  { db }: HubContext,
  request: ChangeRequest,
  id: string,
  detail: Readonly<Record<string, unknown>>,
  change: (trx: Kysely<Database>, deployment: Selectable<DeploymentTable>) => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const deployment = await lockDeployment(trx, request.account.id, id)
    const names = await trx
      .selectFrom('process')
      .innerJoin('environment', (join) => join.on('environment.id', '=', deployment.environment_id))
      .select(['process.name', 'environment.name as environment'])
      .where('process.id', '=', deployment.process_id)
      .executeTakeFirst()
    await auditRequest(trx, request, {
      subject: { kind: 'deployment', id, name: names?.name ?? '' },
      detail: { environment: names?.environment ?? '', ...detail },
    })
    await change(trx, deployment)
  })
}

async function hasActiveRun(trx: Kysely<Database>, deployment: string): Promise<boolean> {
  const row = await trx
    .selectFrom('process_run')
    .select('id')
    .where('deployment_id', '=', deployment)
    .where('state', 'in', ['waiting', 'queued', 'running'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
