import { describeChange } from '@coupa-connector/mcp'
import type { CommandInput } from '../../../command/command-input.ts'
import type { Context } from '../../../command/context.ts'
import { print, printJson } from '../../../terminal/print.ts'
import { formatTable } from '../../../terminal/table.ts'
import { openProposals, proposalNamed } from './open-proposals.ts'
import type { StoredProposal } from './proposal-store.ts'
import { proposalText, statusText } from './proposal-text.ts'

/** Lists the proposals of this machine, or shows one. */
export async function showProposals(input: CommandInput, context: Context): Promise<number> {
  using store = await openProposals(input, context)
  const id = input.argument('proposal')
  if (id !== undefined) {
    const proposal = proposalNamed(store, id)
    if (input.flag('json')) await printJson(context.stdout, described(proposal))
    else await print(context.stdout, await proposalText(proposal, context))
    return 0
  }
  const shown = store
    .list()
    .filter(({ state, end }) => input.flag('all') || state === 'open' || isUnfinished(state, end))
  if (input.flag('json')) await printJson(context.stdout, shown.map(described))
  else if (shown.length === 0) await print(context.stdout, 'No proposal waits for a decision.\n')
  else {
    const rows = shown.map((proposal) => [
      proposal.id,
      describeChange(proposal.operation).title,
      proposal.connection ?? proposal.host,
      proposal.agent,
      statusText(proposal),
    ])
    await print(
      context.stdout,
      await formatTable(['Proposal', 'Change', 'Connection', 'Agent', 'Status'], rows, context),
    )
  }
  return 0
}

function isUnfinished(state: StoredProposal['state'], end: StoredProposal['end']): boolean {
  return state === 'approved' && end === undefined
}

function described(proposal: StoredProposal): object {
  return { ...proposal, ...describeChange(proposal.operation) }
}
