import type { Batch, CommittedObject } from './batch.ts'
import type { CheckReport } from './check.ts'
import type { OutgoingFile } from './outgoing-file.ts'
import type { Shape } from './shape.ts'

/**
 * What a consumer can rely on. `exactly-once`: a batch has its effect once, whatever is killed when. `at-least-once-with-key`:
 * a batch may arrive twice, with the same keys and versions. `at-least-once`: it may arrive twice.
 */
export type Guarantee = 'exactly-once' | 'at-least-once-with-key' | 'at-least-once'

/** A change that an existing table or folder needs before records of the shape fit into it. */
export interface ShapeChange {
  readonly table: string
  readonly column?: string | undefined
  readonly change: 'create-table' | 'add-column' | 'widen-column'
  /** What changes, in words: `add column "status" text`. */
  readonly description: string
}

/** How `prepare` is done. */
export interface PrepareOptions {
  /** The generation of a full refresh: batches are collected beside the data in use, until `switchGeneration`. */
  readonly generation?: string | undefined
  /** Only say what would change. Default: false. */
  readonly isDryRun?: boolean | undefined
}

/**
 * The other end of a process. A runner calls `prepare` once, and then, for one batch after another, `write` and `commit`.
 * What was written is invisible until it is committed, and `commit` is one atomic step. After a crash the runner asks
 * `lookUp` whether a batch was committed, and calls `discard` if it was not; after `discard` a late `commit` of the same
 * batch by a process that was believed dead fails.
 *
 * All methods throw `EndpointError`.
 */
export interface Destination extends AsyncDisposable {
  /** What a consumer can rely on. */
  readonly guarantee: Guarantee
  /** Whether `lookUp` knows. Where it is false, a batch of unknown fate is delivered again with the same keys. */
  readonly canLookUp: boolean
  /** Reachable, signed in, allowed to write and to commit: one report a stage, up to the first that fails. Leaves nothing. */
  check(): AsyncIterable<CheckReport>
  /**
   * Makes folders and tables that are missing and widens what is too narrow; answers with the changes. Never narrows, renames
   * or drops anything: throws `SHAPE_CONFLICT` where that would be needed. Calling it again changes nothing.
   */
  prepare(shape: Shape, options?: PrepareOptions): Promise<readonly ShapeChange[]>
  /**
   * Transfers a file that belongs to a record of a batch, piece by piece, before the batch is written. It is committed with
   * the batch if its record is a part of that. Once more takes the place of the first time. Absent where a destination
   * holds no files.
   */
  writeFile?(batchId: string, file: OutgoingFile): Promise<void>
  /**
   * Transfers a batch, invisible to readers. A batch that is refused with `VALUE_REFUSED`, or that is not yet committed, may
   * be written again with other records under the same id.
   */
  write(batch: Batch): Promise<void>
  /** Makes a written batch visible, all of it or nothing. Repeating it has no further effect. */
  commit(batchId: string): Promise<readonly CommittedObject[]>
  /** What a batch became, or undefined if it was not committed. Finishes a commit that was cut short. */
  lookUp(batchId: string): Promise<readonly CommittedObject[] | undefined>
  /**
   * Which of these records the destination holds, apart from those that it knows to be deleted. Absent where a destination
   * cannot be asked.
   */
  findRecords?(ids: readonly string[]): Promise<ReadonlySet<string>>
  /** Removes what is left of a batch that was not committed. */
  discard(batchId: string): Promise<void>
  /** Puts the batches of a generation in the place of what was there before, in one step. Repeating it has no effect. */
  switchGeneration(generation: string): Promise<void>
}
