import type { Clock } from '../runtime/clock.ts'
import type { Checkpoint, ReadMode } from './pages/checkpoint.ts'

/** How a set is read. Which records it holds is the source's business. */
export interface ReadOptions {
  /** `id`: ascending (default). `any`: as pages arrive, with a little less waiting. Only where reading is by id. */
  readonly order?: 'id' | 'any' | undefined
  /** Default `id`, which falls back to `offset` when the answers show that it is impossible. */
  readonly mode?: ReadMode | undefined
  /** Bounds that the query itself sets for ids: after excluded, upTo included. */
  readonly ids?: { readonly after?: number | undefined; readonly upTo?: number | undefined } | undefined
  /** Where reading by offset starts. Default 0. */
  readonly offset?: number | undefined
  /** Stop after this many records. Default: no limit. */
  readonly limit?: number | undefined
  /**
   * Only what changed since: a time (included), or the checkpoint of an earlier incremental read. A finished one goes on
   * where its window ended, an unfinished one is finished first.
   */
  readonly updatedAfter?: string | Date | Checkpoint | undefined
  /** How far a window reaches back into that of the checkpoint. Default 5 minutes: late commits, and clocks apart. */
  readonly overlapMs?: number | undefined
  /**
   * How long before the server's time a window ends. Default 0: everything changed until now is read, and what is
   * committed late comes with the next window's overlap.
   */
  readonly settleMs?: number | undefined
  /** Goes on with an unfinished read of the same query; a finished one delivers nothing more. */
  readonly checkpoint?: Checkpoint | undefined
  /** Called when the consumer is done with a page, before the next one; it is waited for. */
  readonly onCheckpoint?: ((checkpoint: Checkpoint) => void | Promise<void>) | undefined
  /** Records a page is asked for, 1 to 50. Default 50, the most that Coupa serves (F-220). */
  readonly pageSize?: number | undefined
  /** Most records on their way or waiting for the consumer. Default 5,000; three pages at least. */
  readonly maxBufferedRecords?: number | undefined
  /** Requests in flight. Default: what the latency asks for at `ratePerSecond`, 2 to 64. */
  readonly concurrency?: number | undefined
  /** What the organization allows. Default 25 (F-240). It only sizes `concurrency`; the limiter is below. */
  readonly ratePerSecond?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** Default: the machine's time. */
  readonly clock?: Clock | undefined
}
