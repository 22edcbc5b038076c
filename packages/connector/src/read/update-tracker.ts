import type { CoupaRecord } from '../format/coupa-record.ts'
import type { CheckpointWindow } from './pages/checkpoint.ts'
import type { UpdateWindow } from './pages/page-source.ts'

/** How far a window reaches back into the one before. */
export const defaultOverlapMs: number = 5 * 60_000
const maxSeen = 10_000

export interface UpdateTrackerOptions {
  readonly fromMs: number
  /** Server time when the window was fixed. */
  readonly serverNowMs: number
  /** Kept free between the server's time and the end of the window. */
  readonly settleMs: number
  readonly overlapMs: number
  /** Pairs that the read before delivered. */
  readonly previous?: readonly (readonly [number, number])[] | undefined
}

/**
 * One window of an incremental read, from ≤ updated-at < before. Coupa keeps whole seconds, many records share one, and a
 * change can become visible a moment after its time (F-155). So the next window starts `overlapMs` before this
 * one ends, and what was delivered from there is remembered as (id, updated-at), to be left out when it comes again
 * unchanged. A record of the second in which the window was fixed is not remembered: it may change once more in the same
 * second, and a repeat is better than a miss.
 */
export class UpdateTracker {
  readonly window: UpdateWindow & { readonly before: string }
  readonly #previous: ReadonlyMap<number, number>
  readonly #seen: Map<number, number>
  readonly #seenFrom: number
  readonly #seenBefore: number

  private constructor(
    window: UpdateTracker['window'],
    { previous, seen, seenFrom, seenBefore }: { previous: Pairs; seen: Pairs; seenFrom: number; seenBefore: number },
  ) {
    this.window = window
    this.#previous = new Map(previous)
    this.#seen = new Map(seen)
    this.#seenFrom = seenFrom
    this.#seenBefore = seenBefore
  }

  /** Fixes a new window that ends now. */
  static open({ fromMs, serverNowMs, settleMs, overlapMs, previous = [] }: UpdateTrackerOptions): UpdateTracker {
    const nowSecond = Math.floor(serverNowMs / 1000)
    const from = Math.floor(fromMs / 1000)
    // The end is excluded: the second that runs now is still inside, unless time to settle was asked for.
    const before = Math.max(from, nowSecond + 1 - Math.ceil(settleMs / 1000))
    return new UpdateTracker(
      { from: isoSeconds(from), before: isoSeconds(before) },
      { previous, seen: [], seenFrom: before - overlapMs / 1000, seenBefore: Math.min(before, nowSecond) },
    )
  }

  /** Goes on with the window of a checkpoint. */
  static resume({ from, before, previous, seen }: CheckpointWindow, overlapMs: number): UpdateTracker {
    const end = Date.parse(before) / 1000
    return new UpdateTracker(
      { from, before },
      { previous, seen, seenFrom: end - overlapMs / 1000, seenBefore: end - 1 },
    )
  }

  /** Whether the read before has delivered the record as it is now. */
  isRepeat(record: CoupaRecord): boolean {
    if (this.#previous.size === 0) return false
    const pair = pairOf(record)
    return pair !== undefined && this.#previous.get(pair[0]) === pair[1]
  }

  /** Remembers what was delivered or left out, if the next window can meet it again. */
  note(records: Iterable<CoupaRecord>): void {
    for (const record of records) this.#noteIn(this.#seen, record)
    if (this.#seen.size <= 2 * maxSeen) return
    const newest = newestPairs(this.#seen)
    this.#seen.clear()
    for (const [id, seconds] of newest) this.#seen.set(id, seconds)
  }

  /** As it would be after `note(more)`. */
  toCheckpoint(more: Iterable<CoupaRecord>): CheckpointWindow {
    const seen = new Map(this.#seen)
    for (const record of more) this.#noteIn(seen, record)
    return { ...this.window, seen: newestPairs(seen), previous: [...this.#previous] }
  }

  #noteIn(seen: Map<number, number>, record: CoupaRecord): void {
    const pair = pairOf(record)
    if (pair && pair[1] >= this.#seenFrom && pair[1] < this.#seenBefore) seen.set(pair[0], pair[1])
  }
}

type Pairs = Iterable<readonly [number, number]>

function newestPairs(seen: ReadonlyMap<number, number>): (readonly [number, number])[] {
  const pairs = [...seen]
  if (pairs.length <= maxSeen) return pairs
  return pairs.sort((a, b) => b[1] - a[1]).slice(0, maxSeen)
}

function pairOf(record: CoupaRecord): readonly [number, number] | undefined {
  const id = record.id
  const updatedAt = record['updated-at']
  if (typeof id !== 'number' || typeof updatedAt !== 'string') return undefined
  const ms = Date.parse(updatedAt)
  return Number.isNaN(ms) ? undefined : [id, Math.floor(ms / 1000)]
}

function isoSeconds(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}
