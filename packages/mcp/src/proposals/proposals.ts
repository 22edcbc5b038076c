import type { JsonRecord } from '../organization/organization.ts'
import type { DescribedChange } from './describe-change.ts'

/** A change as it would be carried out. What is expected, or must not be there, is looked at once more before. */
export type ProposedOperation =
  | {
      readonly action: 'create'
      readonly resource: string
      readonly record: JsonRecord
      /** Conditions that must find no record. */
      readonly unlessFound?: string[] | undefined
      readonly wire: 'json'
      readonly ignoredFields: 'note'
    }
  | {
      readonly action: 'update'
      readonly resource: string
      readonly id: number | string
      readonly record: JsonRecord
      readonly expected: JsonRecord
      readonly wire: 'json'
      readonly ignoredFields: 'note'
    }
  | {
      readonly action: 'act'
      readonly resource: string
      readonly id: number | string
      readonly name: string
      readonly parameters: JsonRecord
      readonly expected: JsonRecord
      readonly wire: 'json'
    }

/** What became of an accepted proposal. */
export type Execution = 'under way' | 'done' | 'not done' | 'outcome unknown'

/** How a proposal stands, as its agent is told. */
export interface ProposalStatus extends Pick<DescribedChange, 'changes' | 'request'> {
  readonly proposal: string
  readonly decision: 'not decided yet' | 'accepted' | 'refused' | 'expired'
  /** Only of an accepted one. */
  readonly execution?: Execution | undefined
  /** What happened, or who decides where. */
  readonly message: string
  /** Where a person decides. */
  readonly link?: string | undefined
}

/** Where changes are proposed. Nothing here can decide one. */
export interface Proposals {
  propose(operation: ProposedOperation, request: ProposalRequest, signal: AbortSignal): Promise<ProposalStatus>
  status(proposal: string, signal: AbortSignal): Promise<ProposalStatus>
}

/** Who asks for a change, and why. */
export interface ProposalRequest {
  readonly reason: string
  /** The program of the agent, by its own word. */
  readonly agent: string
}
