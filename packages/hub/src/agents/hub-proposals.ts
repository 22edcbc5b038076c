import type { ProposalStatus, Proposals, ProposedOperation } from '@coupa-connector/mcp'
import type { ChangeOperation, Client, Proposal } from '@coupa-connector/protocol'
import { connectionNamed } from './hub-account.ts'

export interface HubProposalsOptions {
  readonly client: Client
  readonly account: string
  /** The connection that the agent named. */
  readonly connection: string | undefined
  /** The program of the agent, by its own word. */
  readonly agent: string
  /** Of the hub, where people decide. */
  readonly origin: string
}

/** Proposals that people decide in the console of this hub. */
export function hubProposals({ client, account, connection, agent, origin }: HubProposalsOptions): Proposals {
  const screens = `${origin}/a/${account}/proposals`
  return {
    propose: async (operation, reason, signal) => {
      const { id } = await connectionNamed(client, account, connection, signal)
      const params = { account, connection: id }
      const body = { operation: toOperation(operation), reason, agent }
      return toStatus((await client.call('proposals.create', { params, body, signal })).body, screens)
    },
    status: async (proposal, signal) =>
      toStatus((await client.call('proposal.get', { params: { account, proposal }, signal })).body, screens),
  }
}

function toOperation(operation: ProposedOperation): ChangeOperation {
  switch (operation.action) {
    case 'create': {
      const { unlessFound, ...rest } = operation
      const absent = unlessFound.length === 0 ? {} : { unlessFound: [...unlessFound] }
      return { ...rest, ...absent, wire: 'json', ignoredFields: 'note' }
    }
    case 'update':
      return { ...operation, wire: 'json', ignoredFields: 'note' }
    case 'act':
      return { ...operation, wire: 'json' }
  }
}

function toStatus(proposal: Proposal, screens: string): ProposalStatus {
  const { id, changes, request } = proposal
  return { proposal: id, ...decisionOf(proposal, `${screens}/${id}`), changes, request }
}

/** The three outcomes that an agent has to tell apart, and what became of what was accepted. */
function decisionOf(
  { state, decision, execution }: Proposal,
  link: string,
): Pick<ProposalStatus, 'decision' | 'execution' | 'message' | 'link'> {
  const note = decision && decision.note !== '' ? ` They say: ${decision.note}` : ''
  const by = decision?.by.name ?? 'Somebody'
  switch (state) {
    case 'open':
      return {
        decision: 'not decided yet',
        message: 'A person with the role builder decides it in the console. Give them the link; you cannot decide it.',
        link,
      }
    case 'expired':
      return { decision: 'expired', message: 'Nobody decided it within seven days. Propose it anew if it is wanted.' }
    case 'refused':
      return { decision: 'refused', message: `${by} refused it.${note}` }
    case 'approved':
      return {
        decision: 'accepted',
        execution: executionOf(execution),
        message: `${by} accepted it.${note} ${execution?.message ?? ''}`.trim(),
      }
  }
}

function executionOf(execution: Proposal['execution']): ProposalStatus['execution'] {
  // A job is kept as long as what it carried out, and none is forgotten before its proposal.
  if (execution === null) return 'outcome unknown'
  if (execution.state !== 'finished') return 'under way'
  if (execution.outcome === 'OK') return 'done'
  return execution.outcome === 'OUTCOME_UNKNOWN' ? 'outcome unknown' : 'not done'
}
