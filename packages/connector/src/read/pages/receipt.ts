import type { ReadMode } from './checkpoint.ts'

/**
 * Proof of what was read. When `complete`, the ranges touch and cover everything above `floor` up to `ceiling`: each
 * record that was in the set throughout the read was delivered exactly once. Records created after the read began are not
 * promised, except that those with ids up to `ceiling` may be in it.
 */
export interface Receipt {
  readonly complete: boolean
  /** Why not: the limit was reached, or the consumer left the loop. */
  readonly reason?: 'limit' | 'stopped' | undefined
  readonly resource: string
  readonly mode: ReadMode
  /** Delivered. Earlier runs of a resumed read are counted in all of these. */
  readonly records: number
  readonly pages: number
  readonly requests: number
  /** Left out because they had been delivered already. */
  readonly repeats: number
  /** Received beyond the end of a range that another lane reads, and dropped. */
  readonly discarded: number
  readonly emptyPages: number
  /** Most records that a page held. */
  readonly pageCap: number
  /** Ends of what was promised; null is open. Always null unless `mode` is `id`. */
  readonly floor: number | null
  readonly ceiling: number | null
  /** In order, at most 200: neighbours are joined. `after` is excluded, `upTo` included. Empty unless `mode` is `id`. */
  readonly ranges: readonly ReceiptRange[]
  /** Window of `updated-at` of an incremental read: from included, before excluded. */
  readonly window?: { readonly from: string; readonly before: string } | undefined
  readonly isResumed: boolean
  /** ISO 8601. */
  readonly startedAt: string
  readonly finishedAt: string
  /** What a careful reader should know. */
  readonly notices: readonly string[]
}

export interface ReceiptRange {
  readonly after: number | null
  readonly upTo: number | null
  readonly records: number
  readonly pages: number
}
