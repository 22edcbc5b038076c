import { describeChange } from '@coupa-connector/mcp'
import type { Routes } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { auditRequest } from '../audit/audit-request.ts'
import { HubProblem, notFound } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import { hubNow } from '../database/hub-now.ts'
import type { Database } from '../database/schema.ts'
import type { HandlerRequest } from '../server/routes/handler.ts'
import { startChange } from './start-change.ts'

/**
 * Decides a proposal for a person; called in a transaction. Approval and the one job that carries it out are written together,
 * so that a hub that dies leaves both or neither. Throws `NOT_READY` when somebody has decided before or it has expired.
 */
export async function decideProposal(
  context: HubContext,
  trx: Kysely<Database>,
  request: HandlerRequest<Routes['proposal.decide']>,
): Promise<void> {
  const { account, actor, meta, params, body } = request
  const { decision, note, container } = body
  const isApproved = decision === 'approve'
  const decided = await trx
    .updateTable('proposal')
    .set({
      state: isApproved ? 'approved' : 'refused',
      decided_by: JSON.stringify(actor),
      decided_at: hubNow(),
      note,
    })
    .where('account_id', '=', account.id)
    .where('id', '=', params.proposal)
    .where('state', '=', 'open')
    .where(sql<boolean>`expires_at > hub_now()`)
    .returningAll()
    .executeTakeFirst()
  if (!decided) throw await whyNot(trx, account.id, params.proposal)
  const { operation, connection_id: connection } = decided
  await auditRequest(trx, request, {
    subject: { kind: 'proposal', id: decided.id, name: describeChange(operation).title },
    detail: { decision, agent: decided.agent, proposedBy: decided.proposed_by.name, note },
  })
  if (!isApproved) return
  const job = await startChange(context, trx, { account, actor, meta, connection, operation, container })
  await trx
    .updateTable('proposal')
    .set({ job_id: job })
    .where('account_id', '=', account.id)
    .where('id', '=', decided.id)
    .execute()
}

async function whyNot(trx: Kysely<Database>, account: string, id: string): Promise<HubProblem> {
  const found = await trx
    .selectFrom('proposal')
    .select(['state', 'decided_by'])
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) return notFound('proposal')
  const { state, decided_by: by } = found
  return new HubProblem('NOT_READY', {
    detail:
      state === 'open' ? 'Nobody decided the proposal in time.' : `${by?.name ?? 'Somebody'} has ${state} it already.`,
    suggestion: 'Have the change proposed again if it is still wanted.',
  })
}
