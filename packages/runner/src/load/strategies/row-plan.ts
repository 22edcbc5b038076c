import type { ResourceClient } from '@coupa-connector/connector'
import type { LoadRecord } from '@coupa-connector/process'
import type { ChangedField, OutcomeDetail, PendingRow, RowSettlement } from '../state/load-state.ts'

type Changes = Readonly<Record<string, ChangedField>>

/** What is going to be done about a record. `later`: fields that are set when all records of the input are there. */
export type RowPlan =
  | {
      readonly kind: 'settled'
      readonly outcome: 'failed' | 'held' | 'unknown' | 'skipped'
      readonly detail: OutcomeDetail
    }
  /** Coupa has it already. `isNews`: the load did not know that. */
  | {
      readonly kind: 'unchanged'
      readonly record: LoadRecord
      readonly id: string
      readonly isNews: boolean
      readonly later?: Changes | undefined
    }
  /** A killed run had sent it, and Coupa has it. */
  | {
      readonly kind: 'arrived'
      readonly record: LoadRecord
      readonly id: string
      readonly intent: NonNullable<PendingRow['intent']>
      readonly later?: Changes | undefined
    }
  | CreatePlan
  | UpdatePlan

export interface CreatePlan {
  readonly kind: 'create'
  /** Where: the resource, or the same below its parent. */
  readonly at: ResourceClient
  readonly record: LoadRecord
  readonly later?: Changes | undefined
}

export interface UpdatePlan {
  readonly kind: 'update'
  readonly at: ResourceClient
  readonly record: LoadRecord
  readonly id: string
  readonly changed: Changes
  readonly later?: Changes | undefined
  /** Whether this load created the record before it was interrupted, and only has to complete it. Default: false. */
  readonly isNew?: boolean | undefined
}

/** A record whose place in Coupa is known. */
export interface RowInHand {
  readonly row: PendingRow
  readonly record: LoadRecord
  readonly at: ResourceClient
}

/** What a write came to, for whichever row. */
export type Settled = Omit<RowSettlement, 'row'>
