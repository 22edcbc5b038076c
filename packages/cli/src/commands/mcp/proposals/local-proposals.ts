import { describeChange, type KeptProposal, type Proposals, proposalStatus, ToolProblem } from '@coupa-connector/mcp'
import type { ProposalStore, StoredProposal } from './proposal-store.ts'

export interface LocalProposalsOptions {
  readonly store: ProposalStore
  /** The saved connection; undefined for that of the environment. */
  readonly connection: string | undefined
  readonly host: string
}

/** Proposals that a person decides in a terminal of this machine. What is here can only add them and look at them. */
export function localProposals({ store, connection, host }: LocalProposalsOptions): Proposals {
  return {
    propose: async (operation, { reason, agent }) =>
      statusOf(store.add({ connection, host, operation, reason, agent })),
    status: async (id) => {
      const found = store.find(id)
      if (found !== undefined && found.host === host && found.connection === connection) return statusOf(found)
      throw new ToolProblem(
        'NOT_FOUND',
        `There is no proposal ${JSON.stringify(id)}.`,
        'Take the name from what propose_create or propose_change answered.',
      )
    },
  }
}

function statusOf(proposal: StoredProposal): ReturnType<typeof proposalStatus> {
  const { id, state, decision, operation } = proposal
  const { changes, request } = describeChange(operation)
  const execution = executionOf(proposal)
  const kept: KeptProposal = { id, state, changes, request, ...(decision ? { decision } : {}), execution }
  return proposalStatus(kept, {
    how: `A person decides it in a terminal of this machine, with: coupa-connector mcp approve ${id}. Give them this command; you cannot decide it.`,
  })
}

/** What became of an approved proposal, and what a person has to do where its program has died. */
export function executionOf({ id, sentAtMs, end }: StoredProposal): NonNullable<KeptProposal['execution']> {
  if (end) return { state: end.execution, message: end.message }
  const again = `If no terminal is at work on it, a person runs "coupa-connector mcp approve ${id}" once more`
  const message =
    sentAtMs === undefined
      ? `Nothing was sent yet. ${again}.`
      : `The request is under way. ${again}, which looks in Coupa what became of it.`
  return { state: 'under way', message }
}
