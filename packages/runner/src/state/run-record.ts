import type { Checkpoint } from '@coupa-connector/connector'
import type { CommittedObject } from '@coupa-connector/endpoints'
import type { FailurePayload, KeptAnswer } from '@coupa-connector/process'
import type { Counters } from './counters.ts'
import type { OutboxMessage } from './outbox.ts'

/** How a run ended. */
export type RunOutcome = 'succeeded' | 'partial' | 'failed' | 'cancelled'

/** Why a run was started. */
export type RunTrigger = 'person' | 'schedule' | 'retry' | 'api'

/**
 * What is known of a record that was delivered. `delivered`: not yet acknowledged in Coupa. `waiting`: for the consumer's
 * answer. `changed-meanwhile`: it changed between read and mark, its mark was taken back, and the next run delivers it.
 * `deleted`: Coupa does not have it any more, and the destination was told. `refused`: by the consumer. `mark-refused`: Coupa did not take the mark, and the next run that reads it tries again.
 */
export type RecordState =
  | 'delivered'
  | 'waiting'
  | 'acknowledged'
  | 'changed-meanwhile'
  | 'refused'
  | 'mark-refused'
  | 'deleted'

/** One line of the ledger. */
export interface LedgerEntry {
  readonly id: string
  /** Content hash of what was delivered. */
  readonly hash: string
  readonly state: RecordState
  /** The run that delivered it. */
  readonly run: string
  readonly batch: string
  readonly sequence: number
  /** How often it was marked and the mark was not there when looked at. */
  readonly lostMarks: number
  /** `updated-at` when its content was last seen to be what was delivered: ISO 8601, UTC. */
  readonly updatedAt?: string | undefined
  /** What the consumer answered to this delivery. */
  readonly answer?: KeptAnswer | undefined
}

/** A record that could not be delivered or acknowledged, and why. */
export interface RecordFailure {
  readonly id: string
  readonly stage: 'shape' | 'deliver' | 'answer' | 'mark' | 'look' | 'write-back' | 'load'
  /** The last three are those of loads. */
  readonly class:
    | 'invalid'
    | 'refused'
    | 'forbidden'
    | 'gone'
    | 'transient'
    | 'missing-reference'
    | 'conflict'
    | 'unknown'
  readonly code: string
  readonly message: string
  readonly field?: string | undefined
  /** The number by which people know the record. */
  readonly label?: string | undefined
  /** The record itself, where it was at hand. It is kept apart, for those who may see it. */
  readonly payload?: FailurePayload | undefined
}

/** A failure as it is kept. */
export interface StoredFailure extends Omit<RecordFailure, 'payload' | 'label'> {
  readonly state: 'open' | 'fixed' | 'dismissed'
  readonly attempts: number
  readonly firstSeenMs: number
  readonly lastSeenMs: number
  readonly run: string
  readonly fixedIn?: string | undefined
  readonly reason?: string | undefined
}

/** Where the reading of a run stands: the pass that it is in, and the connector's checkpoint of that pass. */
export interface ReadPosition {
  readonly pass: number
  readonly checkpoint: Checkpoint | undefined
  /** Records before it that a back-fill has to read and deliver again: a run beside it delivered them at the same time. */
  readonly again?: readonly string[] | undefined
}

/** A delivered record before its batch is in the ledger. */
export interface BatchRecord {
  readonly id: string
  /** Empty for a record that is delivered as deleted, which no content equals. */
  readonly hash: string
  readonly sequence: number
  readonly updatedAt?: string | undefined
  /** The number by which people know the record. */
  readonly label?: string | undefined
  /**
   * In a back-fill: the sequence that the ledger had when the record was read. Another one when the batch is kept says that a
   * run beside it has delivered the record in the meantime.
   */
  readonly over?: number | undefined
}

/**
 * Everything that a batch changes, kept before the destination commits, so that a run that is killed in between can make up
 * for it.
 */
export interface BatchOutcome {
  readonly records: readonly BatchRecord[]
  /** State of its records once they are delivered. */
  readonly state: RecordState
  /** Whether its records are marked before it is delivered, so that dropping it has to take the marks back. */
  readonly isMarkedFirst?: boolean | undefined
  /** Records whose content was delivered before, and which become `delivered` again so that their flag is set. */
  readonly unchanged: readonly string[]
  /** Records whose content was delivered before, with another `updated-at` than the ledger has. */
  readonly times?: readonly (readonly [id: string, updatedAt: string])[] | undefined
  readonly failures: readonly RecordFailure[]
  /** What goes into the outbox with it. */
  readonly messages?: readonly OutboxMessage[] | undefined
  /** What the batch adds to the counters of the run. */
  readonly counts: Partial<Counters>
  /** Where reading goes on after it. */
  readonly position: ReadPosition
}

/** A batch that may or may not be committed at the destination. */
export interface OpenBatch {
  readonly id: string
  readonly run: string
  readonly openedAtMs: number
  readonly outcome: BatchOutcome
}

export interface DeliveredBatch {
  readonly id: string
  readonly records: number
  readonly objects: readonly CommittedObject[]
}

/** What tells one organization from another: its host, and when its oldest records of the resource were created. */
export interface OrganizationFingerprint {
  readonly host: string
  readonly records: readonly (readonly [id: string, createdAt: string])[]
  /** When it was last found to be the same: milliseconds since 1970. */
  readonly checkedAtMs?: number | undefined
}

/** A run as it is begun or continued. */
export interface RunInHand {
  readonly id: string
  /** Whether an earlier program began it and did not come to its end. */
  readonly isResumed: boolean
  readonly startedAtMs: number
  /** Name of the generation of a full refresh: that of the run which began it. */
  readonly generation: string
  readonly counters: Counters
  readonly position: ReadPosition
  /** The number of the next batch. */
  readonly nextBatch: number
}
