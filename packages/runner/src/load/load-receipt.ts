import type { RunOutcome } from '../state/run-record.ts'
import { type LoadCounters, recordsOf } from './state/load-counters.ts'

/** What became of one input. */
export interface InputReceipt {
  readonly input: string
  readonly sha256: string
  /** `already-loaded`: the same content was loaded before, and nothing was sent. */
  readonly state: 'loaded' | 'already-loaded' | 'refused' | 'stopped' | 'unfinished'
  readonly records: number
  /** Where the outcomes of its records are. */
  readonly result?: string | undefined
  readonly code?: string | undefined
  /** Why it was refused, or when it was loaded. */
  readonly reason?: string | undefined
  readonly remedy?: string | undefined
  /** What is worth a word and no fault. */
  readonly notices: readonly string[]
}

/**
 * What a run of a load did, as proof. `read` is the sum of the outcomes. The counts that every process has follow from
 * them: `delivered = created + updated + inactivated`, `refused = failed`, `quarantined = unknown + held + skipped`.
 */
export interface LoadReceipt extends LoadCounters {
  readonly run: string
  readonly process: string
  readonly outcome: RunOutcome
  readonly code?: string | undefined
  /** Why the run failed, in one sentence; absent otherwise. */
  readonly reason?: string | undefined
  /** What to do about it. */
  readonly remedy?: string | undefined
  readonly read: number
  readonly delivered: number
  readonly acknowledged: number
  readonly changedMeanwhile: number
  readonly refused: number
  readonly quarantined: number
  /** Records in flat files that Coupa has not processed yet. They have no outcome. */
  readonly waiting: number
  readonly isResumed: boolean
  readonly inputs: readonly InputReceipt[]
  /** Loads commit nothing but the records themselves. */
  readonly batches: readonly never[]
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly endedAt: string
}

/** The counts that every process has, from the outcomes of a load. */
export function commonCounts(
  counters: LoadCounters,
  waiting = 0,
): Pick<
  LoadReceipt,
  'read' | 'delivered' | 'acknowledged' | 'changedMeanwhile' | 'refused' | 'quarantined' | 'waiting' | 'batches'
> {
  const { created, updated, inactivated, failed, unknown, held, skipped } = counters
  const delivered = created + updated + inactivated
  return {
    read: recordsOf(counters),
    delivered,
    // Coupa's answer is the acknowledgement.
    acknowledged: delivered,
    changedMeanwhile: 0,
    refused: failed,
    quarantined: unknown + held + skipped,
    waiting,
    batches: [],
  }
}
