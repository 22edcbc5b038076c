import type { HubContext } from '../context/hub-context.ts'
import type { Handlers } from '../server/routes/handler.ts'
import { decideProposal } from './decide-proposal.ts'
import { listProposals, readProposal } from './proposal-view.ts'
import { proposeChange } from './propose-change.ts'

type ProposalRouteId = 'proposals.create' | 'proposals.list' | 'proposal.get' | 'proposal.decide'

/** Changes that agents and programs propose, and that people decide. */
export function createProposalHandlers(context: HubContext): Pick<Handlers, ProposalRouteId> {
  const { db } = context
  return {
    'proposals.create': (request) =>
      request.commit(async (trx) => {
        const id = await proposeChange(trx, request)
        return { body: await readProposal(trx, request.account.id, id) }
      }),
    'proposals.list': async ({ account, query }) => ({ body: await listProposals(db, account.id, query) }),
    'proposal.get': async ({ account, params }) => ({ body: await readProposal(db, account.id, params.proposal) }),
    'proposal.decide': (request) =>
      request.commit(async (trx) => {
        await decideProposal(context, trx, request)
        return { body: await readProposal(trx, request.account.id, request.params.proposal) }
      }),
  }
}
