import type { Job, Operation, Routes } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { resolveSettings, usedSecrets } from '../../connections/settings/resolve-settings.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { HandlerRequest } from '../../server/routes/handler.ts'
import { refuseUnready } from './refuse-unready.ts'
import { findContainer, startJobs } from './start-jobs.ts'

/** What an operation takes of the request that asks for it. */
export interface OperationRequest
  extends Pick<HandlerRequest<Routes['operations.start']>, 'account' | 'actor' | 'meta' | 'params'> {
  readonly body: {
    /** Default: a container of the account that can. */
    readonly container?: string | undefined
    readonly operation: Operation
    readonly deadlineMs: number
  }
}

/**
 * Starts an operation with a stored connection; called in a transaction. Throws `CONTAINER_NOT_ASSOCIATED`, `NOT_FOUND`, `SECRET_NOT_USABLE`,
 * `SETTINGS_INVALID`, and `DRAFT_NOT_USABLE` when the settings have not passed a test and the account wants that.
 */
export async function startOperation(
  context: HubContext,
  trx: Kysely<Database>,
  { account, actor, meta, params, body }: OperationRequest,
): Promise<Job> {
  const container = await findContainer(trx, account.id, body.container)
  const settings = await resolveSettings(context, trx, { account: account.id, actor, connection: params.connection })
  await refuseUnready(trx, account.id, settings)
  const { fields } = settings
  const request = {
    kind: 'operation',
    fields: { ...fields },
    secrets: usedSecrets(settings),
    operation: body.operation,
  } as const
  const common = { account: account.id, request, settings, requestedBy: actor, matrix: null }
  const [job] = await startJobs(
    context,
    trx,
    { ...common, correlationId: meta.requestId, deadlineMs: body.deadlineMs },
    container ? [container] : [],
    ([made]) => ({
      account: account.id,
      actor,
      action: meta.routeId,
      outcome: 'done',
      subject: { kind: 'connection', id: params.connection, name: settings.connection?.name ?? '' },
      detail: {
        job: made?.id,
        container: container?.name ?? null,
        action: body.operation.action,
        resource: body.operation.resource,
      },
      requestId: meta.requestId,
      address: meta.address,
    }),
  )
  if (!job) throw new Error('An operation was started and is not there')
  return job
}
