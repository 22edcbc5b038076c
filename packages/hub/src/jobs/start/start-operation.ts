import type { Job, Routes } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import { resolveSettings, usedSecrets } from '../../connections/settings/resolve-settings.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { HandlerRequest } from '../../server/routes/handler.ts'
import { findContainer, startJobs } from './start-jobs.ts'

/**
 * Starts an operation with a stored connection; called in a transaction. Throws `CONTAINER_NOT_ASSOCIATED`, `NOT_FOUND`, `SECRET_NOT_USABLE`,
 * `SETTINGS_INVALID`, and `DRAFT_NOT_USABLE` when the settings have not passed a test and the account wants that.
 */
export async function startOperation(
  context: HubContext,
  trx: Kysely<Database>,
  { account, actor, meta, params, body }: HandlerRequest<Routes['operations.start']>,
): Promise<Job> {
  const container = await findContainer(trx, account.id, body.container)
  const settings = await resolveSettings(context, trx, { account: account.id, actor, connection: params.connection })
  const { problems } = settings.check
  if (problems.length > 0) {
    throw new HubProblem('SETTINGS_INVALID', {
      detail: 'The settings of the connection are incomplete or wrong, so nothing was started.',
      suggestion: 'Correct the connection, test it, and run the operation again.',
      fields: problems,
    })
  }
  if (!settings.isVerified && !(await mayUseDrafts(trx, account.id))) {
    throw new HubProblem('DRAFT_NOT_USABLE', {
      detail: 'The settings of the connection have not passed a test as they are now.',
      suggestion: 'Test the connection, or let an administrator allow the use of drafts in the account.',
    })
  }
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

async function mayUseDrafts(executor: Kysely<Database>, account: string): Promise<boolean> {
  const row = await executor.selectFrom('account').select('draft_use').where('id', '=', account).executeTakeFirst()
  return row?.draft_use === 'allowed'
}
