import type { CoupaRecord } from '../../format/coupa-record.ts'
import type { OffsetPosition, ReadMode } from './checkpoint.ts'

/** One way to get the pages of a set: by id, by offset, or by reading the start of a shrinking set again and again. */
export interface PageReader {
  readonly mode: ReadMode
  /** The next page, or undefined at the end. Fails once, after everything in flight has stopped. */
  next(): Promise<ReadPage | undefined>
  /** Ends all requests in flight and waits for them. May be called any number of times. */
  stop(): Promise<void>
  readonly counts: ReaderCounts
  estimateRemaining(): number | undefined
}

/** A stretch (after, upTo] of the id space. Open ends are infinite. */
export interface IdRange {
  readonly after: number
  readonly upTo: number
}

/** A bound of a range as a query has it: none where the range is open. */
export function finiteBound(bound: number): number | undefined {
  return Number.isFinite(bound) ? bound : undefined
}

export interface ReadPage {
  readonly records: readonly CoupaRecord[]
  /** What the page covers completely; undefined when reading by offset. */
  readonly covers?: IdRange | undefined
  /** Where reading by offset goes on behind the first `count` records of the page. */
  readonly positionAfter?: ((count: number) => OffsetPosition) | undefined
}

export interface ReaderCounts {
  readonly requests: number
  readonly emptyPages: number
  readonly discarded: number
  readonly repeats: number
  readonly pageCap: number
  /** Highest id that is promised; undefined where there is no such promise. */
  readonly ceiling: number | undefined
}
