import type { AnswersFound } from '../answer-inputs/answers-found.ts'
import type { MonitoringReport } from '../coupa/monitoring/monitoring-report.ts'
import type { Counters } from '../state/counters.ts'
import type { RunOutcome } from '../state/run-record.ts'

/** One object that the run committed at the destination. */
export interface ReceiptBatch {
  readonly batch: string
  readonly records: number
  readonly object: string
  readonly sha256: string
}

/**
 * What a run did, as proof. `read = unchanged + delivered + refused + quarantined`, and where the process acknowledges,
 * `delivered = acknowledged + waiting + changedMeanwhile`.
 */
export interface RunReceipt extends Counters {
  readonly run: string
  readonly process: string
  readonly outcome: RunOutcome
  /** Why the run failed, in one sentence; absent otherwise. */
  readonly reason?: string | undefined
  readonly code?: string | undefined
  /** What to do about it. */
  readonly remedy?: string | undefined
  readonly guarantee: string
  readonly isResumed: boolean
  readonly batches: readonly ReceiptBatch[]
  /** Records that somebody dismissed and that were marked as exported; absent where nobody asked for it. */
  readonly dismissedMarked?: number | undefined
  /** What the run found where the consumer puts its answers; absent where the process names no such place. */
  readonly answers?: AnswersFound | undefined
  /** What Coupa was told of the run; absent where the process keeps nothing there. It says nothing about the outcome. */
  readonly coupaMonitoring?: MonitoringReport | undefined
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly endedAt: string
}
