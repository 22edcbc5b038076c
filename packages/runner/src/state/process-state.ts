import type { Checkpoint } from '@coupa-connector/connector'
import type { CommittedObject } from '@coupa-connector/endpoints'
import type { AnswerToKeep, FailurePayload } from '@coupa-connector/process'
import type { Counters } from './counters.ts'
import type { OrganizationMemory } from './organization-memory.ts'
import type { OutboxChange, OutboxMessage, OutboxPage } from './outbox.ts'
import type {
  BatchOutcome,
  DeliveredBatch,
  LedgerEntry,
  OpenBatch,
  RecordFailure,
  RecordState,
  RunInHand,
  RunOutcome,
  RunTrigger,
  StoredFailure,
} from './run-record.ts'
import type { RunStream } from './run-stream.ts'

/** How a run is begun. */
export interface RunStart {
  /** Fingerprint of what is read, how it is shaped and where it goes. A run of another one is not continued. */
  readonly definition: string
  readonly trigger: RunTrigger
}

/** What becomes of a record once Coupa was told of it. */
export interface Settlement {
  readonly id: string
  readonly state: RecordState
  readonly lostMarks?: number | undefined
  /** Replaces the hash of the ledger: the same content, without the fields that the process writes from now on. */
  readonly hash?: string | undefined
  readonly failure?: RecordFailure | undefined
}

/** Which failures are meant. */
export interface FailureFilter {
  readonly state?: StoredFailure['state'] | undefined
  readonly class?: string | undefined
  readonly ids?: readonly string[] | undefined
  /** The run in which they were seen last. */
  readonly run?: string | undefined
}

/**
 * What a process remembers: runs, batches, the ledger of records and failures. Each call is one transaction that is durable
 * when it resolves, so that a run that is killed between two calls is continued by the next one without a loss or a
 * repetition.
 *
 * The state belongs to one deployment, and one run at a time has it open.
 */
export interface ProcessState extends OrganizationMemory, AsyncDisposable {
  /** The stream of the run that has it open. */
  readonly stream: RunStream
  /**
   * Resolves while this program holds the run, and throws when another one has it by now. It is asked right before what nothing
   * takes back, a commit or a mark: a program that stood still may have lost its run without knowing.
   */
  confirmHeld(): Promise<void>
  /**
   * Batches of the stream of which nobody knows whether the destination committed them: their run was killed. They are settled
   * before a run begins.
   */
  openBatches(): Promise<readonly OpenBatch[]>
  /**
   * Continues the run that did not come to its end, or begins a new one. A new one goes on from where the last one of the
   * same definition stopped, if that failed for a reason that passes. What belongs to another definition is not continued.
   */
  beginRun(start: RunStart): Promise<RunInHand>
  /** Key of the hashes of sensitive columns: random, made once, and the same in all runs. */
  hashKey(): Promise<string>
  /** Where the last window of a pass ended. */
  watermark(pass: string): Promise<Checkpoint | undefined>
  /** The ledger's lines of these records, by id. */
  entries(ids: readonly string[]): Promise<ReadonlyMap<string, LedgerEntry>>
  /** The first of as many sequence numbers as are asked for; higher than all before. */
  nextSequence(openedAtMs: number, count: number): Promise<number>
  /** Keeps what a batch is going to change, before it is written to the destination. */
  openBatch(batch: OpenBatch): Promise<void>
  /**
   * Applies what an open batch changes. `requests` are those since the last call. In a back-fill it answers with the contested
   * records: those that a run beside it has delivered with another content since they were read, or has in an open batch.
   * Which of the two the destination shows, nobody knows. They are neither kept nor counted, and are in the position as
   * `again`.
   */
  batchDelivered(
    run: string,
    batch: string,
    objects: readonly CommittedObject[],
    counts: Partial<Counters>,
  ): Promise<readonly string[]>
  /** Forgets an open batch that was not committed; its records are read again. */
  batchDropped(run: string, batch: string): Promise<void>
  /** Applies what was read without anything to deliver. */
  nothingDelivered(run: string, outcome: BatchOutcome, counts: Partial<Counters>): Promise<void>
  /**
   * Delivered records that Coupa is to be told of, in the order of their ids as texts; or with `waiting` those that the
   * consumer has not answered yet. `through` leaves out those with a higher sequence number. What a run of another stream has
   * delivered is its own affair as long as it is under way.
   */
  unsettled(page: {
    readonly after: string | undefined
    readonly limit: number
    readonly state?: 'delivered' | 'waiting' | undefined
    readonly through?: number | undefined
  }): Promise<readonly LedgerEntry[]>
  /**
   * `messages` go into the outbox in the same transaction. Without a run, Coupa was told between two runs: nothing is
   * counted, and failures keep the run that delivered.
   */
  settle(
    run: string | undefined,
    settlements: readonly Settlement[],
    counts: Partial<Counters>,
    messages?: readonly OutboxMessage[],
  ): Promise<void>
  /**
   * Keeps answers of the consumer, each only while the line of the ledger has its `sequence` and its state `from`. A refusal
   * becomes an open failure of the stage `answer`, and its messages go into the outbox. Answers with the ids whose answer was
   * kept. May be called while a run has the state.
   */
  keepAnswers(answers: readonly AnswerToKeep[]): Promise<readonly string[]>
  /** Batches of a run, in their order. */
  batches(run: string): Promise<readonly DeliveredBatch[]>
  /** Batches of all runs, in their order. */
  allBatches(): AsyncIterable<DeliveredBatch>
  /** What is known of delivered records, in the order of their ids as texts. */
  ledger(page: { readonly after: string | undefined; readonly limit: number }): Promise<readonly LedgerEntry[]>
  /** Keeps that a reconciliation has seen these records in Coupa. What others saw is forgotten. */
  keepSeen(reconciliation: string, ids: readonly string[]): Promise<void>
  /** Acknowledged records that a reconciliation has not seen, in the order of their ids as texts. */
  unseen(
    reconciliation: string,
    page: { readonly after: string | undefined; readonly limit: number },
  ): Promise<readonly LedgerEntry[]>
  /** How many records are acknowledged, and how many of them a reconciliation has not seen. */
  countUnseen(reconciliation: string): Promise<{ readonly acknowledged: number; readonly unseen: number }>
  counters(run: string): Promise<Counters>
  endRun(
    run: string,
    end: {
      readonly outcome: RunOutcome
      readonly receipt: unknown
      readonly watermarks: Readonly<Record<string, Checkpoint>>
      /** Whether the next run may go on from where this one stopped. */
      readonly canContinue: boolean
      /** Go into the outbox in the same transaction. */
      readonly messages?: readonly OutboxMessage[] | undefined
    },
  ): Promise<void>
  /** The oldest messages that wait to be sent. */
  outbox(page: { readonly limit: number }): Promise<OutboxPage>
  keepOutbox(change: OutboxChange): Promise<void>
  /** What the receiver of the outbox was told so far, as `keepOutbox` kept it. */
  told(): Promise<unknown>
  failures(filter?: FailureFilter): Promise<readonly StoredFailure[]>
  /** The record that was kept with a failure, for those who may see it. */
  failurePayload(id: string): Promise<FailurePayload | undefined>
  /** Takes failures off the list with a reason; answers with how many. */
  dismiss(filter: FailureFilter, reason: string): Promise<number>
  /** Forgets the organization, so that the next run takes the present one; `everything` forgets the rest, too. */
  reset(what: 'organization' | 'position' | 'everything'): Promise<void>
}
