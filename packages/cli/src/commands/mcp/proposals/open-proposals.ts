import type { CommandInput } from '../../../command/command-input.ts'
import type { Context } from '../../../command/context.ts'
import { UsageError } from '../../../command/usage-error.ts'
import { proposalsFolder } from '../../../files/folders.ts'
import { openProposalStore, type ProposalStore, type StoredProposal } from './proposal-store.ts'

/** Opens the proposals that a command line means: those of `--proposals FOLDER`, or else those of this user. */
export async function openProposals(input: CommandInput, context: Context): Promise<ProposalStore> {
  return await openProposalStore(input.text('proposals') ?? proposalsFolder(context), context.clock)
}

/** The proposal that a person named. Throws a `UsageError`. */
export function proposalNamed(store: ProposalStore, id: string): StoredProposal {
  const found = store.find(id)
  if (found) return found
  throw new UsageError(`There is no proposal "${id}".`, {
    suggestion: '"coupa-connector mcp proposals --all" lists them.',
  })
}
