import type { Connection } from '@coupa-connector/connector'
import type { Destination, Shape } from '@coupa-connector/endpoints'
import type { Definition, MappedRecord, SourceField } from '@coupa-connector/process'
import type { AnswersPlace } from '../answer-inputs/answers-place.ts'
import type { Counters } from '../state/counters.ts'
import type { ProcessState } from '../state/process-state.ts'
import type { RunTrigger } from '../state/run-record.ts'

/** Turns a record of Coupa into what the destination gets. Made by `createMapper`. */
export interface RecordMapper {
  readonly shape: Shape
  /** The fields that have to be read. */
  readonly fields: readonly SourceField[]
  /** Throws an error with a `code` and a `field` for a record that cannot be mapped. */
  map(record: Readonly<Record<string, unknown>>): MappedRecord | Promise<MappedRecord>
}

/** Where time comes from; the connector's clock has the same shape. */
export interface RunClock {
  /** Milliseconds since 1970. */
  now(): number
  monotonicMs(): number
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>
}

/** The steps of a batch, in their order, as a test or a log sees them. Each is told when it is done. */
export type StepName =
  | 'files-transferred'
  | 'batch-opened'
  | 'batch-written'
  /** The destination has refused records, and it is known which. */
  | 'refused-found'
  /** The marks of refused records have been taken back. */
  | 'marks-taken-back'
  | 'batch-committed'
  | 'batch-kept'
  | 'record-marked'
  | 'batch-marked'
  | 'record-written-back'
  | 'records-settled'
  | 'coupa-run-created'
  | 'document-reported'
  | 'documents-reported'
  | 'coupa-run-ended'
  /** A reconciliation has kept which records it saw. */
  | 'ids-seen'
  /** A reconciliation has asked for records by their ids that it did not see. */
  | 'absent-looked-up'
  | 'answers-kept'
  /** What was not taken of the answers of a file is beside it; it is not moved yet. */
  | 'answers-result-kept'

/** What a run needs. */
export interface ProcessRunOptions {
  readonly definition: Definition
  readonly connection: Connection
  readonly destination: Destination
  /** What tells this destination from another of the same kind; never a secret. A run is not continued at another one. */
  readonly target: string
  readonly state: ProcessState
  readonly mapper: RecordMapper
  readonly clock: RunClock
  /** Ends the run after the batch in hand: what is committed is acknowledged, everything else is read again next time. */
  readonly signal?: AbortSignal | undefined
  readonly trigger?: RunTrigger | undefined
  /** Stops after so many records. */
  readonly limit?: number | undefined
  /** Reads these records only, whatever the mode of the process. */
  readonly ids?: readonly number[] | undefined
  /** Whether a run that `signal` ends is only let go, because another program continues it. Default: it has ended. */
  readonly isContinuedElsewhere?: (() => boolean) | undefined
  /**
   * Only tells Coupa what the consumer answered, and marks the records of `ids`, which somebody dismissed: reads nothing, and
   * asks nothing of the destination. Default: false.
   */
  readonly onlyAnswers?: boolean | undefined
  /** Where the consumer puts its answers, which are taken before anything else. Default: they are only given by hand. */
  readonly answers?: AnswersPlace | undefined
  /** Marks as deleted whatever a reconciliation finds to be gone, however much that is. Default: false. */
  readonly acceptDeletions?: boolean | undefined
  /** Called after each step and waited for. */
  readonly onStep?: ((step: StepName) => void | Promise<void>) | undefined
  /** Called with the counts of the run whenever they change. */
  readonly onProgress?: ((counters: Counters) => void) | undefined
}
