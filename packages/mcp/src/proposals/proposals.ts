import type { JsonRecord } from '../organization/organization.ts'

/** A change as it would be carried out. What is expected, or must not be there, is looked at once more before. */
export type ProposedOperation =
  | {
      readonly action: 'create'
      readonly resource: string
      readonly record: JsonRecord
      readonly unlessFound: readonly string[]
    }
  | {
      readonly action: 'update'
      readonly resource: string
      readonly id: number | string
      readonly record: JsonRecord
      readonly expected: JsonRecord
    }
  | {
      readonly action: 'act'
      readonly resource: string
      readonly id: number | string
      readonly name: string
      readonly parameters: JsonRecord
      readonly expected: JsonRecord
    }

/** How a proposal stands, as its agent is told. */
export interface ProposalStatus {
  readonly proposal: string
  readonly decision: 'not decided yet' | 'accepted' | 'refused' | 'expired'
  /** Only of an accepted one: what became of it. */
  readonly execution?: 'under way' | 'done' | 'not done' | 'outcome unknown' | undefined
  /** What happened, or who decides where. */
  readonly message: string
  /** Where a person decides. */
  readonly link?: string | undefined
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[]
  readonly request: { readonly method: string; readonly path: string; readonly body: unknown }
}

/** Where changes are proposed. Nothing here can decide one. */
export interface Proposals {
  propose(operation: ProposedOperation, reason: string, signal: AbortSignal): Promise<ProposalStatus>
  status(proposal: string, signal: AbortSignal): Promise<ProposalStatus>
}
