import type { HubContext } from '../context/hub-context.ts'
import type { Handlers } from '../server/routes/handler.ts'
import { decideProposal } from './decide-proposal.ts'
import { listProposals, readProposal } from './proposal-view.ts'
import { proposeChange } from './propose-change.ts'
import { createRule, deleteRule, listRules } from './rules/approval-rules.ts'

type ProposalRouteId = Extract<keyof Handlers, `proposal${string}` | `approvalRule${string}`>

/** Changes that agents and programs propose, and that people decide. */
export function createProposalHandlers(context: HubContext): Pick<Handlers, ProposalRouteId> {
  const { db } = context
  return {
    'proposals.create': (request) =>
      request.commit(async (trx) => {
        const id = await proposeChange(context, trx, request)
        return { body: await readProposal(trx, request.account.id, id) }
      }),
    'proposals.list': async ({ account, query }) => ({ body: await listProposals(db, account.id, query) }),
    'proposal.get': async ({ account, params }) => ({ body: await readProposal(db, account.id, params.proposal) }),
    'proposal.decide': (request) =>
      request.commit(async (trx) => {
        await decideProposal(context, trx, request)
        return { body: await readProposal(trx, request.account.id, request.params.proposal) }
      }),
    'approvalRules.list': async ({ account }) => ({ body: { items: await listRules(db, account.id) } }),
    'approvalRules.create': (request) => request.commit(async (trx) => ({ body: await createRule(trx, request) })),
    'approvalRule.delete': async (request) => {
      await db.transaction().execute((trx) => deleteRule(trx, request))
      return { body: undefined }
    },
  }
}
