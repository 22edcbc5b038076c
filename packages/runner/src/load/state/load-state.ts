import type { EditedRecord } from '@coupa-connector/process'
import type { OrganizationMemory } from '../../state/organization-memory.ts'
import type { RunOutcome, RunTrigger } from '../../state/run-record.ts'
import type { LoadCounters, LoadOutcome } from './load-counters.ts'

/** Why a record did not get into Coupa. `missing-reference`: what it names is not there yet. */
export type LoadFailureClass =
  | 'invalid'
  | 'missing-reference'
  | 'conflict'
  | 'forbidden'
  | 'gone'
  | 'transient'
  | 'unknown'

/** What a field was, and what it was set to. */
export interface ChangedField {
  readonly old: unknown
  readonly new: unknown
}

/** What became of a record, apart from its outcome. */
export interface OutcomeDetail {
  /** Id in Coupa. */
  readonly id?: string | undefined
  /** What was changed, by the fields' names. */
  readonly changed?: Readonly<Record<string, ChangedField>> | undefined
  readonly class?: LoadFailureClass | undefined
  readonly code?: string | undefined
  readonly message?: string | undefined
  readonly field?: string | undefined
  /** Every fault of the record, where it has several. */
  readonly faults?: readonly { readonly field: string; readonly code: string; readonly message: string }[] | undefined
}

/** A line of the result: the outcome of one record of an input. */
export interface ResultLine extends OutcomeDetail {
  /** Number of the record in the input; null for one that the input does not have any more. */
  readonly row: number | null
  readonly key: string
  readonly outcome: LoadOutcome
  /** Who has corrected the record, and when: ISO 8601. */
  readonly edited?: { readonly by: string; readonly at: string } | undefined
}

/** Who has corrected a record, and when. */
export interface RecordEdit {
  readonly by: string
  readonly atMs: number
  /** Of the record as the input has it. */
  readonly sourceHash: string
}

/** A corrected record, in the place of one of an input. */
export interface KeptEdit extends RecordEdit {
  readonly fields: Readonly<Record<string, unknown>>
}

/** A record that did not get into Coupa, and where it is from. */
export interface SetAsideRow {
  readonly input: number
  readonly inputName: string
  readonly row: number
  readonly fields: Readonly<Record<string, unknown>>
  readonly doesNullClear: boolean
  readonly edit: RecordEdit | undefined
}

/** A record as it was read, before anything is sent. */
export interface ReadRow {
  readonly row: number
  /** Undefined where the load has no key, or the record none. */
  readonly key: string | undefined
  readonly label: string
  readonly hash: string
  readonly ownName: string | undefined
  readonly parentName: string | undefined
  /** The record of the input. */
  readonly fields: Readonly<Record<string, unknown>>
  /** Present where it is refused before anything is sent. */
  readonly refusal: OutcomeDetail | undefined
  /** Present where a corrected record takes its place. */
  readonly edit?: RecordEdit | undefined
}

/** What was about to be sent. */
export interface Intent {
  readonly kind: 'create' | 'update'
  readonly sentAtMs: number
  readonly changed?: Readonly<Record<string, ChangedField>> | undefined
  /** The flat file that it is written into. */
  readonly file?: FilePosition | undefined
}

/** Where a record is in a flat file. */
export interface FilePosition {
  readonly name: string
  /** The first of its rows, counted from 1 with the header rows. */
  readonly line: number
  readonly lines: number
  /** First cell of the first row, where that tells records apart. */
  readonly firstCell?: string | undefined
}

/** A record that waits for its outcome. */
export interface PendingRow {
  readonly row: number
  readonly key: string | undefined
  readonly label: string
  readonly hash: string
  readonly fields: Readonly<Record<string, unknown>>
  /** Present where it is refused before anything is sent. */
  readonly refusal: OutcomeDetail | undefined
  /** A run was killed after it had written this down, and perhaps after it had sent it. */
  readonly intent: Intent | undefined
}

/** What the load knows of a record in Coupa. */
export interface KnownRecord {
  readonly key: string
  readonly id: string
  /** Of the record of the input that it has the content of; empty where it does not yet have all of it. */
  readonly hash: string
  /** What was loaded, as it was sent. */
  readonly record: Readonly<Record<string, unknown>>
  readonly isInactive: boolean
}

/** The outcome of a record, and what is known of it from now on. */
export interface RowSettlement {
  readonly row: number
  readonly outcome: LoadOutcome
  readonly detail: OutcomeDetail
  readonly known?: KnownRecord | undefined
  /** Whether fields are left for the second pass. */
  readonly isDeferred?: boolean | undefined
  /** The outcome of the first pass, when the second has come to its own. */
  readonly before?: LoadOutcome | undefined
}

/** An input as it is told from all others. */
export interface InputClaim {
  readonly name: string
  readonly sha256: string
  readonly sizeBytes: number
  /** Whether a null in it empties a field. */
  readonly doesNullClear: boolean
  /** Equal for definitions that make the same of it. */
  readonly definition: string
  /** Loads it although it was loaded before. */
  readonly isForced: boolean
}

/**
 * `reading`: its records are not all kept yet. `loading`: they are, and some have no outcome yet. `loaded`: all have one.
 * `refused`: nothing of it was loaded. `stopped`: it was given up, because too many records failed.
 */
export type InputState = 'reading' | 'loading' | 'loaded' | 'refused' | 'stopped'

export interface ClaimedInput {
  readonly id: number
  readonly name: string
  readonly state: InputState
  readonly records: number
  readonly doesNullClear: boolean
  /** The run that loaded it, and when. */
  readonly run: string
  readonly endedAtMs: number | undefined
  /** Where its result was written. */
  readonly result: string | undefined
  /** Whether no later input has its result at the same place. */
  readonly ownsResult: boolean
  /** What is worth a word and no fault. */
  readonly notices: readonly string[]
}

export interface LoadRun {
  readonly id: string
  /** Whether an earlier program began it and did not come to its end. */
  readonly isResumed: boolean
  readonly startedAtMs: number
  readonly counters: LoadCounters
}

/** Which records to try again. */
export interface ReopenFilter {
  readonly classes?: readonly string[] | undefined
  /** Labels of records. */
  readonly labels?: readonly string[] | undefined
  /** Only those that got their outcome since. */
  readonly sinceMs?: number | undefined
}

/**
 * What a load remembers: which inputs it took, what became of each record, and what it knows of the records in Coupa. What
 * resolved has reached the disk.
 */
export interface LoadState extends OrganizationMemory, AsyncDisposable {
  beginRun(start: { readonly definition: string; readonly trigger: RunTrigger }): Promise<LoadRun>
  counters(run: string): Promise<LoadCounters>
  addCounts(run: string, counts: Partial<LoadCounters>): Promise<void>
  endRun(run: string, end: { readonly outcome: RunOutcome; readonly receipt: unknown }): Promise<void>
  /** Finds an input or takes it for the first time. */
  claimInput(run: string, claim: InputClaim): Promise<ClaimedInput>
  /** Forgets what was read of an input that is `reading`, `refused` or `stopped`, so that it can be read again. */
  beginReading(run: string, input: number): Promise<void>
  addRows(input: number, rows: readonly ReadRow[]): Promise<void>
  /**
   * All records of the input are kept. Settles those whose key is in it twice, and puts the others in order: those that
   * others name before those that name them.
   */
  rowsComplete(
    run: string,
    input: number,
    options: { readonly duplicates: 'refuse' | 'last-wins'; readonly notices: readonly string[] },
  ): Promise<void>
  /** Inputs with records that have no outcome, in the order in which they were taken. */
  unfinishedInputs(): Promise<readonly ClaimedInput[]>
  /** The depths at which records of an input wait, rising. */
  pendingDepths(input: number): Promise<readonly number[]>
  /** Records that wait, in their order. */
  pendingRows(
    input: number,
    page: { readonly depth: number; readonly after: number; readonly limit: number },
  ): Promise<readonly PendingRow[]>
  /** What is known of records, by their keys. */
  known(keys: readonly string[]): Promise<ReadonlyMap<string, KnownRecord>>
  /** Everything that is known of records in Coupa, in the order of their keys. */
  allKnown(page: { readonly after: string; readonly limit: number }): Promise<readonly KnownRecord[]>
  /** Keeps what is going to be sent. */
  intend(input: number, intents: readonly (Intent & { readonly row: number })[]): Promise<void>
  settleRows(
    run: string,
    input: number,
    settlements: readonly RowSettlement[],
    counts: Pick<LoadCounters, 'requests'>,
  ): Promise<void>
  /** Records whose second pass is due. */
  deferredRows(input: number, page: { readonly after: number; readonly limit: number }): Promise<readonly DeferredRow[]>
  /** How many records are known and active, and how many of them the input does not have. */
  countAbsent(input: number): Promise<{ readonly active: number; readonly absent: number }>
  absent(input: number, page: { readonly after: string; readonly limit: number }): Promise<readonly KnownRecord[]>
  /** Records of the input's own that it does not have get lines of their own. */
  settleAbsent(
    run: string,
    input: number,
    settlements: readonly {
      readonly known: KnownRecord
      readonly outcome: LoadOutcome
      readonly detail: OutcomeDetail
    }[],
    counts: Pick<LoadCounters, 'requests'>,
  ): Promise<void>
  /** What became of the records of an input so far, in their order. */
  results(input: number): AsyncIterable<ResultLine>
  /** Every record without an outcome is skipped. */
  skipRest(run: string, input: number): Promise<void>
  inputEnded(
    run: string,
    input: number,
    end: { readonly state: Exclude<InputState, 'reading' | 'loading'>; readonly result: string | undefined },
  ): Promise<void>
  /**
   * Lets records wait again that failed, are held or unknown; answers with how many. What this run itself has tried, before it
   * was interrupted, it does not try again; and of records with one key that differ, nobody knows which is right until somebody
   * corrects one.
   */
  reopen(run: string, filter: ReopenFilter): Promise<number>
  /** How many corrected records there are. */
  countEdits(): Promise<number>
  /** Corrected records, by the hashes of those whose place they take. */
  edits(sourceHashes: readonly string[]): Promise<ReadonlyMap<string, KeptEdit>>
}

/** What a load remembers, with what a person may do about single records. */
export interface EditableLoadState extends LoadState {
  /** The newest record with this label that did not get into Coupa, and whose failure is open. */
  setAside(label: string): Promise<SetAsideRow | undefined>
  /** Another record of the same input that has this key. */
  rowWithKey(row: SetAsideRow, key: string): Promise<number | undefined>
  /**
   * Puts a corrected record in its place, from now on and wherever an input has it again. Others with this label that did not
   * get into Coupa are skipped.
   */
  editRow(label: string, row: SetAsideRow, edited: EditedRecord, by: string): Promise<void>
}

/** A record that is in Coupa but for the fields of the second pass. */
export interface DeferredRow {
  readonly row: number
  readonly label: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly outcome: LoadOutcome
  readonly detail: OutcomeDetail
  readonly known: KnownRecord
}
