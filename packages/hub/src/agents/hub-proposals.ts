import { type Execution, type ProposalStatus, type Proposals, proposalStatus } from '@coupa-connector/mcp'
import type { Client, Proposal } from '@coupa-connector/protocol'
import { connectionNamed } from './hub-account.ts'

export interface HubProposalsOptions {
  readonly client: Client
  readonly account: string
  /** The connection that the agent named. */
  readonly connection: string | undefined
  /** Of the hub, where people decide. */
  readonly origin: string
}

/** Proposals that people decide in the console of this hub. */
export function hubProposals({ client, account, connection, origin }: HubProposalsOptions): Proposals {
  const screens = `${origin}/a/${account}/proposals`
  return {
    propose: async (operation, { reason, agent }, signal) => {
      const { id } = await connectionNamed(client, account, connection, signal)
      const params = { account, connection: id }
      const body = { operation, reason, agent }
      return toStatus((await client.call('proposals.create', { params, body, signal })).body, screens)
    },
    status: async (proposal, signal) =>
      toStatus((await client.call('proposal.get', { params: { account, proposal }, signal })).body, screens),
  }
}

function toStatus(proposal: Proposal, screens: string): ProposalStatus {
  const { id, state, changes, request, decision, execution } = proposal
  const kept = {
    id,
    state,
    changes,
    request,
    ...(decision ? { decision: { by: decision.by.name, note: decision.note } } : {}),
    execution: { state: executionOf(execution), message: execution?.message ?? '' },
  }
  return proposalStatus(kept, { how, link: `${screens}/${id}` })
}

const how = 'A person with the role builder decides it in the console. Give them the link; you cannot decide it.'

function executionOf(execution: Proposal['execution']): Execution {
  // A job is kept as long as what it carried out, and none is forgotten before its proposal.
  if (execution === null) return 'outcome unknown'
  if (execution.state !== 'finished') return 'under way'
  if (execution.outcome === 'OK') return 'done'
  return execution.outcome === 'OUTCOME_UNKNOWN' ? 'outcome unknown' : 'not done'
}
