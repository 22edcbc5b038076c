import type { DescribedChange } from './describe-change.ts'
import { decisionDays } from './proposal-limits.ts'
import type { Execution, ProposalStatus } from './proposals.ts'

/** A proposal as it stands, wherever it is kept. */
export interface KeptProposal extends Pick<DescribedChange, 'changes' | 'request'> {
  readonly id: string
  readonly state: 'open' | 'expired' | 'refused' | 'approved'
  /** Undefined while nobody has decided. */
  readonly decision?: { readonly by: string; readonly note: string } | undefined
  /** Of an approved one. */
  readonly execution?: { readonly state: Execution; readonly message: string } | undefined
}

/** How people decide. */
export interface DecisionPlace {
  /** In a sentence for the agent. */
  readonly how: string
  /** An address that a person opens. */
  readonly link?: string | undefined
}

/** Tells an agent how a proposal stands: not decided yet, refused or accepted, and what became of what was accepted. */
export function proposalStatus(
  { id, state, decision, execution, changes, request }: KeptProposal,
  { how, link }: DecisionPlace,
): ProposalStatus {
  const note = decision && decision.note !== '' ? ` They say: ${decision.note}` : ''
  const by = decision?.by ?? 'Somebody'
  const told = (): Omit<ProposalStatus, 'proposal' | 'changes' | 'request'> => {
    switch (state) {
      case 'open':
        return { decision: 'not decided yet', message: how, ...(link === undefined ? {} : { link }) }
      case 'expired':
        return {
          decision: 'expired',
          message: `Nobody decided it within ${decisionDays} days. Propose it anew if it is wanted.`,
        }
      case 'refused':
        return { decision: 'refused', message: `${by} refused it.${note}` }
      case 'approved':
        return {
          decision: 'accepted',
          execution: execution?.state ?? 'outcome unknown',
          message: `${by} accepted it.${note} ${execution?.message ?? ''}`.trim(),
        }
    }
  }
  return { proposal: id, ...told(), changes, request }
}
