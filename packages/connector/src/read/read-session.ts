import { CheckpointError, PagingError } from '../errors/read-errors.ts'
import type { CoupaRecord } from '../format/coupa-record.ts'
import { type Clock, systemClock } from '../runtime/clock.ts'
import { Coverage, type CoveredRange } from './by-id/coverage.ts'
import { createKeySetReader } from './by-id/key-set-reader.ts'
import { createLaneCount } from './by-id/lane-count.ts'
import { KeySetUnsupported } from './by-id/verified-ids.ts'
import { createOffsetReader } from './by-offset/offset-reader.ts'
import { createShrinkingReader } from './by-offset/shrinking-reader.ts'
import {
  type Checkpoint,
  type CheckpointIds,
  type OffsetPosition,
  parseCheckpoint,
  type ReadMode,
  type ReadTotals,
} from './pages/checkpoint.ts'
import type { IdRange, PageReader, ReadPage } from './pages/page-reader.ts'
import type { PageSource } from './pages/page-source.ts'
import type { Receipt } from './pages/receipt.ts'
import type { ReadOptions } from './read-options.ts'
import { hasReliableUpdates } from './reliable-updates.ts'
import { defaultOverlapMs, UpdateTracker } from './update-tracker.ts'

/** Records as they are handed out together. */
export interface Page<T = CoupaRecord> {
  readonly records: readonly T[]
  /** The ids that the page covers completely, after excluded; null is open. Undefined unless reading is by id. */
  readonly ids: { readonly after: number | null; readonly upTo: number | null } | undefined
}

/** How far a read has come. */
export interface ReadProgress {
  /** Delivered, earlier runs of a resumed read included. */
  readonly records: number
  readonly requests: number
  /** From the density of ids seen so far; undefined while unknown, always so when reading by offset. */
  readonly estimatedTotal: number | undefined
  /** Delivered in this run, per second. */
  readonly recordsPerSecond: number
  readonly remainingMs: number | undefined
}

interface HeldPage {
  readonly page: ReadPage
  /** Without repeats, cut at the limit. */
  readonly records: readonly CoupaRecord[]
  readonly isCut: boolean
}

const emptyTotals = { records: 0, pages: 0, requests: 0, repeats: 0, discarded: 0, emptyPages: 0 }

/**
 * One read from its first request to its receipt: chooses the way of reading, hands out pages, and keeps account of what
 * the consumer is done with. A page counts as delivered when the next one is asked for.
 */
export class ReadSession {
  readonly #source: PageSource
  readonly #options: ReadOptions
  readonly #clock: Clock
  readonly #resumed: Checkpoint | undefined
  readonly #coverage: Coverage
  readonly #whole: IdRange
  readonly #notices: string[] = []
  #mode: ReadMode
  #tracker: UpdateTracker | undefined
  #reader: PageReader | undefined
  #held: HeldPage | undefined
  #delivered: { records: number; pages: number; repeats: number; lookUps: number }
  #position: OffsetPosition
  #startedAtMs: number | undefined
  #startedMonotonicMs = 0
  #state: 'open' | 'complete' | 'limit' | 'stopped' | 'failed' = 'open'

  constructor(source: PageSource, options: ReadOptions) {
    this.#source = source
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#resumed = checkpointToResume(source, options)
    if (this.#resumed?.isComplete) this.#state = 'complete'
    this.#mode = this.#resumed?.mode ?? options.mode ?? 'id'
    this.#delivered = { records: 0, pages: 0, repeats: 0, lookUps: 0 }
    this.#position = this.#resumed?.offset ?? { offset: options.offset ?? 0, keys: [] }
    const ids = this.#resumed?.ids
    this.#whole = {
      after: ids?.after ?? options.ids?.after ?? -Infinity,
      upTo: ids?.upTo ?? options.ids?.upTo ?? Infinity,
    }
    this.#coverage = new Coverage(ids?.delivered.map(fromOpenEnds))
    if (this.#resumed?.window) this.#tracker = UpdateTracker.resume(this.#resumed.window, this.#overlapMs)
    if (!hasReliableUpdates(source.resource) && (options.updatedAfter !== undefined || this.#tracker)) {
      this.#notices.push(
        `updated-at of ${source.resource} is not reliable: changes can be missing from an incremental read`,
      )
    }
  }

  /** How many records there are to be at most; undefined for all of them. */
  get limit(): number | undefined {
    return this.#options.limit
  }

  /** The next page, or undefined at the end. The previous page counts as delivered now. */
  async nextPage(): Promise<Page | undefined> {
    try {
      await this.#deliverHeld()
      if (this.#state !== 'open') return undefined
      this.#options.signal?.throwIfAborted()
      const held = await this.#fetchHeld()
      if (this.#isStopped()) return undefined
      this.#held = held
      if (held === undefined) {
        this.#state = 'complete'
        await this.#reader?.stop()
        return undefined
      }
      return { records: held.records, ids: held.page.covers && toOpenEnds(held.page.covers) }
    } catch (error) {
      if (this.#isStopped()) return undefined
      this.#state = 'failed'
      await this.#reader?.stop()
      throw error
    }
  }

  /** Ends the read where it is. The current page does not count as delivered. */
  async stop(): Promise<void> {
    if (this.#state === 'open') this.#state = 'stopped'
    await this.#reader?.stop()
  }

  /** Asked after each wait, in which the consumer may have left the loop. */
  #isStopped(): boolean {
    return this.#state === 'stopped'
  }

  /** The position after what was delivered, plus the first `taken` records of the current page. */
  checkpoint(taken = 0): Checkpoint {
    const held = this.#held
    const isWhole = held !== undefined && taken >= held.records.length
    const coverage = held && taken > 0 ? new Coverage(this.#coverage.joined()) : this.#coverage
    if (held && taken > 0) coverage.add(coveredBy(held, taken))
    const position = held && taken > 0 ? held.page.positionAfter?.(taken) : undefined
    const ids: CheckpointIds = {
      ...toOpenEnds({ after: this.#whole.after, upTo: this.#ceiling }),
      delivered: coverage.joined().map((range) => ({ ...range, ...toOpenEnds(range) })),
    }
    return {
      version: 1,
      resource: this.#source.resource,
      fingerprint: this.#source.fingerprint,
      mode: this.#mode,
      isComplete: this.#state === 'complete',
      ...(this.#tracker ? { window: this.#tracker.toCheckpoint(held?.records.slice(0, taken) ?? []) } : {}),
      ...(this.#mode === 'id' ? { ids } : {}),
      ...(this.#mode === 'offset' ? { offset: position ?? this.#position } : {}),
      totals: this.#totals({ records: held ? Math.min(taken, held.records.length) : 0, pages: isWhole ? 1 : 0 }),
    }
  }

  progress(): ReadProgress {
    const { records, requests } = this.#totals()
    const remaining = this.#state === 'complete' ? 0 : this.#reader?.estimateRemaining()
    const total = remaining === undefined ? undefined : records + remaining + (this.#held?.records.length ?? 0)
    const estimatedTotal = total === undefined ? undefined : Math.min(total, this.#options.limit ?? Infinity)
    const elapsedMs = this.#startedAtMs === undefined ? 0 : this.#clock.monotonicMs() - this.#startedMonotonicMs
    const perMs = elapsedMs > 0 ? this.#delivered.records / elapsedMs : 0
    const isKnown = estimatedTotal !== undefined && perMs > 0
    return {
      records,
      requests,
      estimatedTotal,
      recordsPerSecond: perMs * 1000,
      remainingMs: isKnown ? Math.max(0, estimatedTotal - records) / perMs : undefined,
    }
  }

  receipt(): Receipt {
    const totals = this.#totals()
    const window = this.#tracker?.window
    return {
      complete: this.#state === 'complete',
      ...(this.#state === 'limit' || this.#state === 'stopped' ? { reason: this.#state } : {}),
      resource: this.#source.resource,
      mode: this.#mode,
      records: totals.records,
      pages: totals.pages,
      requests: totals.requests,
      repeats: totals.repeats,
      discarded: totals.discarded,
      emptyPages: totals.emptyPages,
      pageCap: this.#reader?.counts.pageCap ?? this.#options.pageSize ?? 50,
      floor: this.#mode === 'id' ? orNull(this.#whole.after) : null,
      ceiling: this.#mode === 'id' ? orNull(this.#ceiling) : null,
      ranges: this.#mode === 'id' ? this.#coverage.ranges.map((range) => ({ ...range, ...toOpenEnds(range) })) : [],
      ...(window ? { window: { from: window.from, before: window.before } } : {}),
      isResumed: this.#resumed !== undefined,
      startedAt: new Date(totals.startedAtMs).toISOString(),
      finishedAt: new Date(this.#clock.now()).toISOString(),
      notices: this.#notices,
    }
  }

  get #overlapMs(): number {
    return this.#options.overlapMs ?? defaultOverlapMs
  }

  get #ceiling(): number {
    return Math.min(this.#whole.upTo, this.#reader?.counts.ceiling ?? Infinity)
  }

  #totals(more: { records: number; pages: number } = { records: 0, pages: 0 }): ReadTotals {
    const before = this.#resumed?.totals ?? emptyTotals
    const counts = this.#reader?.counts
    return {
      records: before.records + this.#delivered.records + more.records,
      pages: before.pages + this.#delivered.pages + more.pages,
      requests: before.requests + this.#delivered.lookUps + (counts?.requests ?? 0),
      repeats: before.repeats + this.#delivered.repeats + (counts?.repeats ?? 0),
      discarded: before.discarded + (counts?.discarded ?? 0),
      emptyPages: before.emptyPages + (counts?.emptyPages ?? 0),
      startedAtMs: this.#resumed?.totals.startedAtMs ?? this.#startedAtMs ?? this.#clock.now(),
    }
  }

  async #deliverHeld(): Promise<void> {
    const held = this.#held
    if (!held) return
    this.#held = undefined
    this.#deliver(held)
    const { limit = Infinity, onCheckpoint } = this.#options
    if (this.#delivered.records >= limit) {
      this.#state = 'limit'
      await this.#reader?.stop()
    }
    await onCheckpoint?.(this.checkpoint())
  }

  #deliver(held: HeldPage): void {
    const { page, records } = held
    this.#delivered.records += records.length
    if (records.length > 0) this.#delivered.pages++
    this.#tracker?.note(held.isCut ? records : page.records)
    if (page.covers) this.#coverage.add(coveredBy(held, records.length))
    this.#position = page.positionAfter?.(records.length) ?? this.#position
  }

  async #fetchHeld(): Promise<HeldPage | undefined> {
    this.#reader ??= await this.#open()
    for (;;) {
      const page = await this.#nextOf(this.#reader)
      if (page === undefined) return undefined
      const tracker = this.#tracker
      const fresh = tracker ? page.records.filter((record) => !tracker.isRepeat(record)) : page.records
      this.#delivered.repeats += page.records.length - fresh.length
      const room = (this.#options.limit ?? Infinity) - this.#delivered.records
      const isCut = fresh.length > room
      const held = { page, records: isCut ? fresh.slice(0, room) : fresh, isCut }
      if (fresh.length > 0) return held
      this.#deliver(held)
    }
  }

  /** The reader's next page. Before anything was handed out, reading by id gives way to reading by offset. */
  async #nextOf(reader: PageReader): Promise<ReadPage | undefined> {
    try {
      return await reader.next()
    } catch (error) {
      if (!(error instanceof KeySetUnsupported)) throw error
      await reader.stop()
      if (this.#coverage.ranges.length > 0) {
        throw new PagingError({ resource: this.#source.resource, reason: error.message }, { cause: error })
      }
      this.#notices.push(`read by offset, because reading by id is not possible: ${error.message}`)
      this.#delivered.lookUps += reader.counts.requests
      this.#mode = 'offset'
      this.#reader = this.#openOffset()
      return this.#reader.next()
    }
  }

  async #open(): Promise<PageReader> {
    this.#startedAtMs = this.#clock.now()
    this.#startedMonotonicMs = this.#clock.monotonicMs()
    const lookUp = await this.#openWindow()
    if (this.#mode === 'offset') return this.#openOffset()
    const { pageSize = 50, signal } = this.#options
    const shared = { source: this.#source, pageSize, updated: this.#tracker?.window, signal }
    if (this.#mode === 'shrinking') return createShrinkingReader({ ...shared, ids: this.#options.ids })
    const { order = 'id', maxBufferedRecords = 5000, concurrency, ratePerSecond = 25, limit } = this.#options
    const isFresh = this.#coverage.ranges.length === 0
    return createKeySetReader({
      ...shared,
      clock: this.#clock,
      lanes: createLaneCount({ clock: this.#clock, concurrency, ratePerSecond }),
      ranges: this.#coverage.missing(this.#whole),
      isFresh,
      ceiling: lookUp,
      order,
      maxBufferedRecords,
      // Repeats are dropped above the reader, which therefore cannot know how many records are enough.
      limit: this.#tracker ? undefined : limit,
    })
  }

  #openOffset(): PageReader {
    const { ids, pageSize = 50, signal } = this.#options
    const window = this.#tracker?.window
    return createOffsetReader({ source: this.#source, start: this.#position, ids, pageSize, updated: window, signal })
  }

  /**
   * Fixes the window of a new incremental read. Its end is the server's time, so it takes an answer: the look-up of the
   * highest id, which is needed anyway. Returns that id.
   */
  async #openWindow(): Promise<number | undefined> {
    const { updatedAfter, settleMs = 0, signal = new AbortController().signal } = this.#options
    if (this.#tracker || updatedAfter === undefined) return undefined
    const before = isCheckpoint(updatedAfter) ? updatedAfter.window : undefined
    const fromMs = isCheckpoint(updatedAfter)
      ? Date.parse(before?.before ?? '') - this.#overlapMs
      : new Date(updatedAfter).getTime()
    const from = `${new Date(Math.floor(fromMs / 1000) * 1000).toISOString().slice(0, 19)}Z`
    this.#delivered.lookUps++
    const answer = await this.#source.fetchPage({
      ...this.#options.ids,
      limit: 1,
      order: this.#mode === 'id' ? 'id-descending' : 'query',
      updated: { from },
      signal,
    })
    this.#delivered.lookUps += (answer.requests ?? 1) - 1
    const serverNowMs = answer.serverDateMs ?? this.#clock.now()
    if (answer.serverDateMs === undefined) {
      this.#notices.push('the server sent no Date: the window ends by the clock of this machine, which must be right')
    }
    this.#tracker = UpdateTracker.open({
      fromMs,
      serverNowMs,
      settleMs,
      overlapMs: this.#overlapMs,
      previous: before?.seen,
    })
    // Nothing since then, whatever the end of the window: the whole space is covered, and empty.
    if (answer.records.length === 0 && this.#mode === 'id') {
      this.#coverage.add({ ...this.#whole, records: 0, pages: 0 })
    }
    const highest = answer.records[0]?.id
    return typeof highest === 'number' && Number.isSafeInteger(highest) ? highest : undefined
  }
}

/** The checkpoint whose read is to be finished, checked; undefined for a fresh read or a new window. */
function checkpointToResume(source: PageSource, { checkpoint, updatedAfter }: ReadOptions): Checkpoint | undefined {
  if (checkpoint !== undefined) {
    const resumed = parseCheckpoint(checkpoint, source)
    if (updatedAfter !== undefined && !resumed.window) {
      throw new CheckpointError({ reason: 'it is of a full read, and an incremental one was asked for' })
    }
    return resumed
  }
  if (updatedAfter === undefined || !isCheckpoint(updatedAfter)) return undefined
  const last = parseCheckpoint(updatedAfter, source)
  if (!last.window) throw new CheckpointError({ reason: 'it is of a full read and has no window to continue from' })
  return last.isComplete ? undefined : last
}

function isCheckpoint(value: string | Date | Checkpoint): value is Checkpoint {
  return typeof value === 'object' && !(value instanceof Date)
}

/** What a page covers once the consumer is done with its first `taken` records. */
function coveredBy({ page, records, isCut }: HeldPage, taken: number): CoveredRange {
  const { after, upTo } = page.covers ?? { after: 0, upTo: 0 }
  const isAll = taken >= records.length
  const last = records[Math.min(taken, records.length) - 1]?.id
  return {
    after,
    upTo: (isAll && !isCut) || typeof last !== 'number' ? upTo : last,
    records: Math.min(taken, records.length),
    pages: isAll && records.length > 0 ? 1 : 0,
  }
}

function toOpenEnds({ after, upTo }: IdRange): { after: number | null; upTo: number | null } {
  return { after: orNull(after), upTo: orNull(upTo) }
}

function fromOpenEnds(range: CheckpointIds['delivered'][number]): CoveredRange {
  return { ...range, after: range.after ?? -Infinity, upTo: range.upTo ?? Infinity }
}

function orNull(bound: number): number | null {
  return Number.isFinite(bound) ? bound : null
}
