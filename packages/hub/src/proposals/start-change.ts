import type { ChangeOperation } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import type { HubContext } from '../context/hub-context.ts'
import type { Database } from '../database/schema.ts'
import { type OperationRequest, startOperation } from '../jobs/start/start-operation.ts'

/** How long an approved change may take. */
const deadlineMs = 120_000

export interface ChangeToStart extends Pick<OperationRequest, 'account' | 'actor' | 'meta'> {
  readonly connection: string
  readonly operation: ChangeOperation
  /** Default: a container of the account that can. */
  readonly container?: string | undefined
}

/** Starts the one job that carries out an approved change, in the transaction that approves it. Gives its id. */
export async function startChange(
  context: HubContext,
  trx: Kysely<Database>,
  { account, connection, operation, container, ...request }: ChangeToStart,
): Promise<string> {
  const params = { account: account.id, connection }
  const body = { operation, deadlineMs, container }
  return (await startOperation(context, trx, { ...request, account, params, body })).id
}
