import { findResource, nearestResources } from '@coupa-connector/catalog'
import type { Job } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { HubProblem } from '../basics/problem.ts'
import { resolveSettings } from '../connections/settings/resolve-settings.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { Database } from '../database/schema.ts'
import { refuseUnready } from '../jobs/start/refuse-unready.ts'
import { type LookRequest, startLook } from '../processes/building/start-look.ts'

export interface SchemaToRead {
  readonly connection: string
  readonly container: string | undefined
  /** Undefined: those that companies add fields to. */
  readonly resources: readonly string[] | undefined
  readonly samples: number
}

/** Reading many resources takes longer than other looks: about a hundred requests, at a share of the organization's rate. */
const deadlineMs = 300_000

/**
 * Starts a read of the fields of an organization; called in a transaction. Throws `NOT_FOUND`, `SETTINGS_INVALID`, `SECRET_NOT_USABLE`,
 * `CONTAINER_NOT_ASSOCIATED`, and `DRAFT_NOT_USABLE` when the settings have not passed a test and the account wants that.
 */
export async function startSchemaRead(
  context: HubContext,
  trx: Kysely<Database>,
  request: LookRequest,
  { connection, container, resources, samples }: SchemaToRead,
): Promise<Job> {
  checkResources(resources ?? [])
  const { account, actor } = request
  const settings = await resolveSettings(context, trx, { account: account.id, actor, connection })
  await refuseUnready(trx, account.id, settings)
  return await startLook(context, trx, request, {
    look: { action: 'read-schema', samples, ...(resources === undefined ? {} : { resources: [...resources] }) },
    container,
    settings,
    destination: undefined,
    subject: { kind: 'connection', id: connection, name: settings.connection?.name ?? '' },
    deadlineMs,
  })
}

function checkResources(resources: readonly string[]): void {
  const fields = resources.flatMap((resource, position) => {
    if (findResource(resource) !== undefined) return []
    const [near] = nearestResources(resource)
    const suggestion = near === undefined ? {} : { suggestion: `Did you mean ${near}?` }
    return [
      {
        field: `body.resources.${position}`,
        message: `Coupa has no resource ${resource}.`,
        given: resource,
        ...suggestion,
      },
    ]
  })
  if (fields.length > 0) {
    throw new HubProblem('SETTINGS_INVALID', { detail: fields.map(({ message }) => message).join(' '), fields })
  }
}
