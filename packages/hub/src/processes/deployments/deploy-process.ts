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
import { type AnyDefinition, readDefinition } from '../definitions/read-definition.ts'
import { checkDestinationSettings, findDestinationType } from '../destinations/check-destination.ts'
import { checkSchedules, saveSchedules } from '../schedules/save-schedules.ts'
import { forgetPosition } from './change-deployment.ts'
import { checkAnswersPlace } from './check-answers-place.ts'
import { saveEnds } from './deployment-ends.ts'
import { readDeployment } from './deployment-view.ts'
import { refuseMixing } from './refuse-mixing.ts'

type DeployRequest = HandlerRequest<Routes['process.deploy']>

/**
 * Deploys a version in an environment. The state stays, unless the new version reads or delivers something else: then it reads
 * from the beginning again. Throws `NOT_FOUND`, `ROLE_TOO_LOW`, `CONTAINER_NOT_ASSOCIATED`, `SETTINGS_INVALID`,
 * `CONFIRMATION_NEEDED`.
 */
export async function deployProcess(context: HubContext, request: DeployRequest): Promise<Deployment> {
  const { account, body, params } = request
  checkSchedules(body.schedules)
  checkMaintenance(body.maintenance)
  const id = await context.db.transaction().execute(async (trx) => {
    const process = await lockProcess(trx, account.id, params.process)
    const environment = await readEnvironment(trx, account.id, params.environment)
    requireRole(request, environment)
    const definition = await readVersionToDeploy(trx, params.process, body.version)
    const container = await checkParts(context, trx, request, environment, definition)
    const before = await trx
      .selectFrom('deployment')
      .selectAll()
      .where('process_id', '=', params.process)
      .where('environment_id', '=', params.environment)
      .forNoKeyUpdate()
      .executeTakeFirst()
    const answers = body.answers === undefined ? (before?.answers_id ?? null) : body.answers
    const isCloud = container.kind === 'cloud'
    await checkAnswersPlace(context, trx, { account: account.id, definition, answers, isCloud })
    const values = {
      version: body.version,
      container_id: body.container,
      connection_id: body.connection,
      destination_id: body.destination,
      answers_id: answers,
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
    await saveEnds(trx, definition, { account: account.id, deployment: id, ends: body.ends })
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
  const destination = await trx
    .selectFrom('destination')
    .select(['name', 'kind', 'settings', 'secrets'])
    .where('account_id', '=', account.id)
    .where('id', '=', body.destination)
    .forKeyShare()
    .executeTakeFirst()
  if (!destination) throw notFound('destination')
  const isIn = isLoad(definition)
  const wanted = definition.values[isIn ? definition.source.connection : definition.destination.connection]
  if (wanted !== undefined && wanted.kind !== destination.kind) {
    const does = isIn ? 'loads from' : 'delivers to'
    throw wrong(
      'body.destination',
      `The process ${does} ${wanted.kind}, and ${destination.name} is of the kind ${destination.kind}.`,
    )
  }
  const type = findDestinationType(context, destination.kind)
  if (isIn && !type.isSource) {
    throw wrong(
      'body.destination',
      `Nothing can be loaded from ${destination.name}, which is of the kind ${type.kind}.`,
    )
  }
  if (type.isLocal && container.kind === 'cloud') {
    throw wrong('body.container', `${destination.name} uses the disk of the container, which a cloud does not give.`)
  }
  const names = Object.keys(destination.secrets).map((field) => field.slice(destination.kind.length + 1))
  const defaults =
    wanted !== undefined && 'default' in wanted && typeof wanted.default === 'object' ? wanted.default : {}
  const own = { ...defaults, ...destination.settings }
  const { hosts } = checkDestinationSettings(type, { ...own, ...body.settings }, names)
  const foreign = hosts.filter((host) => !type.check(own, names).hosts.includes(host))
  if (names.length > 0 && foreign.length > 0) {
    throw wrong(
      'body.settings',
      `The settings lead to ${foreign.join(', ')}, where the secrets of ${destination.name} are not sent.`,
    )
  }
  return container
}

function wrong(field: string, message: string): HubProblem {
  return new HubProblem('SETTINGS_INVALID', { detail: message, fields: [{ field, message }] })
}
