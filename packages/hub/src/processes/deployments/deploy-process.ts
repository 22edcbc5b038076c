import { compareProcesses, isLoad, maintenanceProblem, markedResource } from '@coupa-connector/process'
import { type Deployment, includesRole, type Routes } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { auditRequest } from '../../audit/audit-request.ts'
import { createId } from '../../basics/create-id.ts'
import { HubProblem, notFound } from '../../basics/problem.ts'
import { resolveContainer } from '../../containers/directory/resolve-container.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { Database } from '../../database/schema.ts'
import type { HandlerRequest } from '../../server/routes/handler.ts'
import { refuseUnapproved } from '../definitions/approve-version.ts'
import { type AnyDefinition, readDefinition } from '../definitions/read-definition.ts'
import { checkSchedules, saveSchedules } from '../schedules/save-schedules.ts'
import { forgetPosition } from './change-deployment.ts'
import { checkEnd } from './check-end.ts'
import { saveEnds } from './deployment-ends.ts'
import { readDeployment } from './deployment-view.ts'
import { refuseMixing } from './refuse-mixing.ts'

type DeployRequest = HandlerRequest<Routes['process.deploy']>

/**
 * Deploys a version in an environment. The state stays, unless the new version reads or delivers something else: then it reads
 * from the beginning again. Throws `NOT_FOUND`, `ROLE_TOO_LOW`, `CONTAINER_NOT_ASSOCIATED`, `SETTINGS_INVALID`,
 * `CONFIRMATION_NEEDED`, `APPROVAL_NEEDED`.
 */
export async function deployProcess(context: HubContext, request: DeployRequest): Promise<Deployment> {
  const { account, body, params } = request
  checkSchedules(body.schedules)
  checkMaintenance(body.maintenance)
  const id = await context.db.transaction().execute(async (trx) => {
    const process = await lockProcess(trx, account.id, params.process)
    const environment = await readEnvironment(trx, account.id, params.environment)
    requireRole(request, environment)
    await refuseUnapproved(trx, request, environment, { process: params.process, number: body.version })
    const definition = await readVersionToDeploy(trx, params.process, body.version)
    const container = await checkParts(context, trx, request, environment, definition)
    const before = await trx
      .selectFrom('deployment')
      .selectAll()
      .where('process_id', '=', params.process)
      .where('environment_id', '=', params.environment)
      .forNoKeyUpdate()
      .executeTakeFirst()
    const values = {
      version: body.version,
      container_id: body.container,
      connection_id: body.connection,
      destination_id: body.destination,
      settings: JSON.stringify(body.settings),
      overlap: body.overlap,
      catch_up: body.catchUp,
      catch_up_hours: body.catchUpHours,
      jitter_seconds: body.jitterSeconds,
      maintenance: JSON.stringify(body.maintenance),
      marks: isLoad(definition) ? null : markedResource(definition),
      pause_after_failures: body.pauseAfterFailures,
    }
    const id = before?.id ?? createId()
    if (before === undefined) {
      const place = { account_id: account.id, id, process_id: params.process, environment_id: params.environment }
      await trx
        .insertInto('deployment')
        .values({ ...place, ...values, created_at: hubNow() })
        .execute()
    } else {
      const hasNewVersion = before.version !== body.version
      if (hasNewVersion) await followChange(trx, before, definition)
      await trx
        .updateTable('deployment')
        .set({
          ...values,
          previous_version: hasNewVersion ? before.version : before.previous_version,
          revision: before.revision + 1,
        })
        .where('id', '=', id)
        .execute()
    }
    await saveEnds(context, trx, definition, { account: account.id, deployment: id, container, ends: body.ends })
    const isPaused = before !== undefined && before.paused_at !== null
    const deployment = { account: account.id, id, jitterSeconds: body.jitterSeconds, isPaused }
    await saveSchedules(context, trx, deployment, body.schedules)
    await auditRequest(trx, request, {
      subject: { kind: 'deployment', id, name: process.name },
      detail: { environment: environment.name, version: body.version, from: before?.version ?? null },
    })
    return id
  })
  return await readDeployment(context.db, account.id, id)
}

function checkMaintenance(windows: DeployRequest['body']['maintenance']): void {
  const fields = windows.flatMap((window, place) => {
    const problem = maintenanceProblem(window)
    return problem === undefined ? [] : [{ field: `body.maintenance.${place}`, message: problem }]
  })
  if (fields.length === 0) return
  throw new HubProblem('SETTINGS_INVALID', { detail: fields.map(({ message }) => message).join(' '), fields })
}

/** Throws `ROLE_TOO_LOW` for somebody who may not deploy there. */
export function requireRole(
  { account }: Pick<DeployRequest, 'account'>,
  environment: { readonly name: string; readonly classification: string },
): void {
  if (environment.classification !== 'production' || includesRole(account.role, 'administrator')) return
  throw new HubProblem('ROLE_TOO_LOW', {
    detail: `${environment.name} is an environment for production: it takes an administrator to deploy there.`,
    suggestion: 'Deploy to a test environment, or ask an administrator.',
  })
}

/** Where a version reads or delivers something else than the one before, what was remembered says nothing about it. */
export async function followChange(
  trx: Kysely<Database>,
  before: { readonly id: string; readonly process_id: string; readonly version: number },
  definition: AnyDefinition,
): Promise<void> {
  const former = await readVersionToDeploy(trx, before.process_id, before.version)
  if (compareProcesses(former, definition).kind === 'new-stream') await forgetPosition(trx, before.id)
}

/** The definition of a version. Throws `NOT_FOUND`. */
export async function readVersionToDeploy(
  trx: Kysely<Database>,
  process: string,
  number: number,
): Promise<AnyDefinition> {
  const row = await trx
    .selectFrom('process_version')
    .select('definition')
    .where('process_id', '=', process)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row) throw notFound('version')
  return readDefinition(row.definition)
}

async function lockProcess(trx: Kysely<Database>, account: string, id: string) {
  const row = await trx
    .selectFrom('process')
    .select('name')
    .where('account_id', '=', account)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('process')
  return row
}

async function readEnvironment(trx: Kysely<Database>, account: string, id: string) {
  const row = await trx
    .selectFrom('environment')
    .select(['name', 'classification'])
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('environment')
  return row
}

async function checkParts(
  context: HubContext,
  trx: Kysely<Database>,
  { account, body }: DeployRequest,
  environment: { readonly name: string; readonly classification: 'test' | 'production' },
  definition: AnyDefinition,
): Promise<{ readonly kind: string }> {
  const container = await resolveContainer(trx, account.id, body.container)
  if (!container) {
    throw new HubProblem('CONTAINER_NOT_ASSOCIATED', {
      detail: 'The chosen container does not exist or does not belong to this account.',
      suggestion: 'Choose one of the containers that the account lists.',
    })
  }
  const connection = await trx
    .selectFrom('connection')
    .select(['name', 'labels'])
    .where('account_id', '=', account.id)
    .where('id', '=', body.connection)
    .forKeyShare()
    .executeTakeFirst()
  if (!connection) throw notFound('connection')
  refuseMixing(environment, connection, body.confirmMixing)
  const isIn = isLoad(definition)
  await checkEnd(context, trx, {
    account: account.id,
    definition,
    value: isIn ? definition.source.connection : definition.destination.connection,
    use: isIn ? 'load' : 'deliver',
    destination: body.destination,
    field: 'body.destination',
    settings: body.settings,
    container,
  })
  return container
}
