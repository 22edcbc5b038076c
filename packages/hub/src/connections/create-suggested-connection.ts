import type { Connection } from '@coupa-connector/protocol'
import { notFound } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import { setSecret } from '../secrets/set-secret.ts'
import type { Committed } from '../server/routes/commit.ts'
import { createConnection, type NewConnectionRequest } from './save-connection.ts'

/**
 * Stores the connection that the operator offers, with its own copies of the secrets. Throws `NOT_FOUND` when none is offered,
 * and `NAME_TAKEN`.
 */
export async function createSuggestedConnection(
  context: HubContext,
  request: NewConnectionRequest,
): Promise<Committed<Connection>> {
  const { suggestedConnection: offered } = context
  if (!offered) throw notFound('suggestion for a connection')
  const secrets: Record<string, string> = {}
  for (const [field, value] of Object.entries(offered.secrets)) {
    secrets[field] = (await setSecret(context, request, { field, value })).id
  }
  const { name, fields } = offered
  return await createConnection(context, request, { name, description: '', folder: '', labels: [], fields, secrets })
}
