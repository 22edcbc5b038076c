import type { CoupaRecord } from '../../format/coupa-record.ts'

/** Where a read gets its pages: one resource under one query. The engine knows nothing of HTTP, queries or formats. */
export interface PageSource {
  /** For messages and checkpoints: `invoices`. */
  readonly resource: string
  /** Distinguishes this query from others of the resource. A checkpoint with another fingerprint is refused. */
  readonly fingerprint: string
  /** Whether a page may be asked for with both a bound and an offset. Default: true. */
  readonly canLookAhead?: boolean | undefined
  /** One page. Rejects with the signal's reason when aborted; what can be repaired by repeating is repaired below. */
  fetchPage(request: PageRequest): Promise<SourcePage>
}

/** What a page is asked for, beyond the query itself. */
export interface PageRequest {
  /** Only records with a greater id (`id[gt]`). */
  readonly after?: number | undefined
  /** Only records up to this id (`id[lt_or_eq]`). */
  readonly upTo?: number | undefined
  /** How many records to skip, counted behind `after`. */
  readonly offset?: number | undefined
  /** How many records at most; 50 is the most that Coupa serves (F-220). */
  readonly limit: number
  /** By id, ascending or descending; `query` leaves the order to the query (offset reading). */
  readonly order: 'id-ascending' | 'id-descending' | 'query'
  /** Only records of this `updated-at` window. */
  readonly updated?: UpdateWindow | undefined
  readonly signal: AbortSignal
}

/** `from` ≤ updated-at < `before`; both ISO 8601 in UTC with whole seconds, as Coupa stores them (F-150). */
export interface UpdateWindow {
  readonly from: string
  readonly before?: string | undefined
}

export interface SourcePage {
  readonly records: readonly CoupaRecord[]
  /** The `Date` header of the answer, milliseconds since 1970. */
  readonly serverDateMs?: number | undefined
  /** How many requests the page took. Default: 1. */
  readonly requests?: number | undefined
}
