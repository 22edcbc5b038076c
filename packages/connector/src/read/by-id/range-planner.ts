import type { CoupaRecord } from '../../format/coupa-record.ts'
import type { IdRange } from '../pages/page-reader.ts'

/** A page to ask for. A scout has an `offset`: it looks some pages ahead. */
export interface RangeTask extends IdRange {
  readonly offset: number
  readonly range: PlannedRange
}

/** Records together with the stretch of the id space that they cover completely. */
export interface CoveredPage extends IdRange {
  readonly records: readonly CoupaRecord[]
}

/** A range with what is known of it. Belongs to the planner. */
export interface PlannedRange {
  /** Everything up to here is read. */
  after: number
  upTo: number
  isBusy: boolean
  isDone: boolean
  /** Records passed since the range was made: the rank of `after` in it. */
  taken: number
  /** How many records it held when it was made, or at most; undefined where nobody counted. */
  total: number | undefined
  /** `total` as a scout gave it, to find out whether offsets are honoured. */
  promised: number | undefined
  fullPages: number
  /** Read and not yet taken, in order. */
  readonly ready: CoveredPage[]
}

interface Scout {
  range: PlannedRange
  /** Rank of the first record of its page in the range, from zero. */
  rank: number
}

export interface RangePlannerOptions {
  readonly ranges: readonly IdRange[]
  /** `id`: pages come out ascending. `any`: as they arrive. */
  readonly order: 'id' | 'any'
  readonly pageSize: number
  /** Most records that are on their way or read and not yet taken. At least three pages. */
  readonly maxBufferedRecords: number
  /** No more records than these are wanted. */
  readonly limit?: number | undefined
}

export interface RangePlannerCounts {
  discarded: number
  emptyPages: number
}

/** Longest range between two scouts, in pages: deeper look-ahead only makes the server skip more. */
const maxPagesPerRange = 8
const strikesUntilScoutingStops = 3
const maxGrowth = 16

/**
 * Decides which page of the id space is read next, and what an answer proves. Does no I/O and knows no time.
 *
 * The space is a row of ranges, each (after, upTo], that touch and never overlap. A range is read from its lower end
 * upwards, one page at a time: the answer to "the next 50 above `after`" proves everything up to its last id. It is done
 * when a record at `upTo` was seen or an answer is empty; a short page ends nothing, since servers may serve fewer than
 * asked for. What an answer holds beyond the end that its range has by then is discarded. So each id belongs to one range
 * at any time, and is handed out once at most, whatever the server does.
 *
 * Ranges are split by scouts. A scout asks for the page that lies some pages ahead in a range (`id[gt]=after` with an
 * `offset`). Its first id becomes the end of the range below, its page is a finished range of its own, and what is above
 * becomes a new range that another lane can take. Scouting cuts where the records are, so it does not matter how ids are
 * distributed: dense blocks, gaps of a billion and filters that keep one in a hundred all give full pages. The offset is
 * only ever a guess at a good place to cut. What is proven is proven by ids, so changes to the set between two requests
 * cost a short page and never a record. An empty scout tells that fewer records are left than it wanted to skip.
 *
 * A free lane takes the lowest range that nobody reads; else it scouts ahead in a range of unknown length, as long as its
 * density promises a full page there; else it scouts the middle of the longest counted range, which keeps the tail short.
 * With ordered output a request is made only when its records fit the buffer, except the lowest range's next page, which
 * is what the buffer waits for.
 */
export class RangePlanner {
  readonly counts: RangePlannerCounts = { discarded: 0, emptyPages: 0 }
  readonly #order: 'id' | 'any'
  readonly #pageSize: number
  readonly #maxBufferedRecords: number
  readonly #limit: number
  readonly #scouts = new Set<Scout>()
  readonly #scoutOfTask = new Map<RangeTask, Scout>()
  /** Pages to hand out in order of arrival (`any`). */
  readonly #arrived: CoveredPage[] = []
  #ranges: PlannedRange[]
  #buffered = 0
  #taken = 0
  #inFlight = 0
  #largestPage = 1
  #canScout = true
  #strikes = 0
  /** Decaying sums: records seen, and the ids that they span. Gaps weigh in full. */
  #seenRecords = 0
  #seenSpan = 0
  /** Records per id, averaged over the last pages: a gap weighs as one page, however wide it is. */
  #pageDensity = 0
  #seenTotal = 0

  constructor({ ranges, order, pageSize, maxBufferedRecords, limit = Infinity }: RangePlannerOptions) {
    this.#order = order
    this.#pageSize = pageSize
    this.#maxBufferedRecords = Math.max(maxBufferedRecords, 3 * pageSize)
    this.#limit = limit
    this.#ranges = ranges.map(({ after, upTo }) => createRange(after, upTo))
  }

  /** Whether nothing is left to read. Pages may be left to take. */
  get isRead(): boolean {
    return this.#ranges.every((range) => range.isDone)
  }

  /** Records read and not yet taken. */
  get buffered(): number {
    return this.#buffered
  }

  /** The highest id up to which the last range is read. */
  get readUpTo(): number {
    return this.#ranges.at(-1)?.after ?? -Infinity
  }

  /** Records that one page holds at most, as far as seen. */
  get pageCap(): number {
    return this.#largestPage
  }

  /** Rough number of records still to be read; undefined while nothing is known. */
  estimateRemaining(): number | undefined {
    let sum = 0
    for (const range of this.#ranges) {
      if (range.isDone) continue
      if (range.total === undefined && (this.#seenSpan === 0 || range.upTo === Infinity)) return undefined
      const byDensity = (this.#seenRecords / this.#seenSpan) * (range.upTo - range.after)
      sum += range.total === undefined ? byDensity : Math.max(0, range.total - range.taken)
    }
    return Math.round(sum)
  }

  /** Sets where the set ends. Records above are not read. */
  setCeiling(ceiling: number): void {
    const last = this.#ranges.at(-1)
    if (!last || last.isDone || last.upTo <= ceiling) return
    last.upTo = Math.max(ceiling, last.after)
    if (last.after === last.upTo) this.#finish(last)
  }

  /** No more scouts: offsets are refused. */
  stopScouting(): void {
    this.#canScout = false
  }

  /** The next page to ask for with that many lanes; undefined when there is nothing to do until something arrives. */
  next(lanes: number): RangeTask | undefined {
    const head = this.#ranges[0]
    for (const range of this.#ranges) {
      if (range.isBusy || range.isDone) continue
      const isAwaited = this.#order === 'id' && range === head && range.ready.length === 0
      if (!isAwaited && !this.#hasRoom()) return undefined
      range.isBusy = true
      return this.#send({ after: range.after, upTo: range.upTo, offset: 0, range })
    }
    // A scout's first record only marks the place; with one record a page it would bring nothing.
    if (!this.#canScout || this.#largestPage < 2 || !this.#hasRoom()) return undefined
    const scout = this.#scoutOpenRange(lanes) ?? this.#scoutCountedRange()
    if (scout === undefined) return undefined
    const { range, rank } = scout
    const task = { after: range.after, upTo: range.upTo, offset: rank - range.taken, range }
    this.#scouts.add(scout)
    this.#scoutOfTask.set(task, scout)
    return this.#send(task)
  }

  /** Takes in the answer to a task, whose ids were verified against the task's bounds. */
  accept(task: RangeTask, records: readonly CoupaRecord[], ids: readonly number[]): void {
    this.#inFlight--
    if (ids.length === 0) this.counts.emptyPages++
    this.#largestPage = Math.max(this.#largestPage, ids.length)
    const scout = this.#scoutOfTask.get(task)
    if (scout === undefined) {
      this.#acceptRead(task, records, ids)
      return
    }
    this.#scoutOfTask.delete(task)
    this.#scouts.delete(scout)
    if (ids.length === 0) this.#acceptEmptyScout(scout)
    else this.#acceptScout(task, scout, records, ids)
  }

  /** Takes note that a scout was refused: the read goes on without. */
  refuseScout(task: RangeTask): void {
    this.#inFlight--
    const scout = this.#scoutOfTask.get(task)
    this.#scoutOfTask.delete(task)
    if (scout) this.#scouts.delete(scout)
    this.stopScouting()
  }

  /** The next page to hand out, if one is there. Pages without records come too: they prove that nothing is there. */
  take(): CoveredPage | undefined {
    const page = this.#order === 'any' ? this.#arrived.shift() : this.#takeInOrder()
    if (page) {
      this.#buffered -= page.records.length
      this.#taken += page.records.length
    }
    return page
  }

  #takeInOrder(): CoveredPage | undefined {
    for (let head = this.#ranges[0]; head; head = this.#ranges[0]) {
      const page = head.ready.shift()
      if (page) return page
      if (!head.isDone) return undefined
      this.#ranges.shift()
    }
    return undefined
  }

  #send(task: RangeTask): RangeTask {
    this.#inFlight++
    return task
  }

  /** One page is kept free for the lowest range, so that the others can never block what they wait for. */
  #hasRoom(): boolean {
    const reserved = this.#buffered + this.#inFlight * this.#pageSize
    if (this.#taken + reserved >= this.#limit) return false
    const pagesToKeepFree = this.#order === 'id' ? 2 : 1
    return reserved + pagesToKeepFree * this.#pageSize <= this.#maxBufferedRecords
  }

  #acceptRead({ range }: RangeTask, records: readonly CoupaRecord[], ids: readonly number[]): void {
    range.isBusy = false
    const last = ids.at(-1)
    const isEnd = last === undefined || last >= range.upTo
    const kept = countUpTo(ids, range.upTo)
    this.counts.discarded += ids.length - kept
    const after = range.after
    range.after = isEnd ? range.upTo : (last ?? after)
    range.taken += kept
    if (ids.length >= this.#largestPage) range.fullPages++
    this.#noteDensity(kept, range.after - (after === -Infinity ? (ids[0] ?? after) : after))
    this.#keep(range, { after, upTo: range.after, records: kept === ids.length ? records : records.slice(0, kept) })
    if (isEnd) this.#finish(range)
  }

  #acceptEmptyScout({ range, rank }: Scout): void {
    if (range.isDone) return
    range.total = Math.min(range.total ?? Infinity, Math.max(rank, range.taken))
  }

  #acceptScout(task: RangeTask, scout: Scout, records: readonly CoupaRecord[], ids: readonly number[]): void {
    const first = ids[0] ?? Infinity
    const last = ids.at(-1) ?? first
    // Ids are whole numbers: below the first one there is no room for the records that should have been skipped.
    if (first - task.after <= task.offset) this.#canScout = false
    const index = this.#ranges.findIndex((range) => !range.isDone && range.after < first && first < range.upTo)
    const below = this.#ranges[index]
    if (!below || !this.#canScout) {
      this.counts.discarded += ids.length
      return
    }
    const upTo = below.upTo
    const total = below.total
    const rank = below === scout.range ? scout.rank : undefined
    const pageUpTo = Math.min(last, upTo)
    const kept = countUpTo(ids, pageUpTo)
    this.counts.discarded += ids.length - kept + 1
    this.#noteDensity(ids.length - 1, last - first)

    below.upTo = first
    below.total = rank === undefined ? undefined : rank + 1
    below.promised = below.total
    const page = createRange(first, pageUpTo)
    const above = createRange(pageUpTo, upTo)
    if (total !== undefined && rank !== undefined) above.total = Math.max(0, total - rank - kept)
    const isAboveEmpty = pageUpTo >= upTo
    this.#ranges.splice(index + 1, 0, page, ...(isAboveEmpty ? [] : [above]))
    this.#keep(page, { after: first, upTo: pageUpTo, records: records.slice(1, kept) })
    this.#moveScouts(below, rank, kept, isAboveEmpty ? undefined : above)
    this.#finish(page)
  }

  /** Scouts that were sent further ahead in the range than the one that came back now belong to the range above. */
  #moveScouts(below: PlannedRange, rank: number | undefined, kept: number, above: PlannedRange | undefined): void {
    for (const scout of this.#scouts) {
      if (scout.range !== below || rank === undefined || scout.rank < rank + kept || !above) continue
      scout.range = above
      scout.rank -= rank + kept
    }
  }

  #keep(range: PlannedRange, page: CoveredPage): void {
    if (page.upTo <= page.after && page.records.length === 0) return
    this.#buffered += page.records.length
    if (this.#order === 'any') this.#arrived.push(page)
    else range.ready.push(page)
  }

  #finish(range: PlannedRange): void {
    range.isDone = true
    if (this.#order === 'any') this.#ranges = this.#ranges.filter((other) => other !== range)
    if (range.promised === undefined) return
    this.#strikes = range.taken * 2 < range.promised ? this.#strikes + 1 : 0
    if (this.#strikes >= strikesUntilScoutingStops) this.#canScout = false
  }

  #noteDensity(records: number, span: number): void {
    if (!Number.isFinite(span) || span <= 0) return
    this.#seenRecords = this.#seenRecords * 0.9 + records
    this.#seenSpan = this.#seenSpan * 0.9 + span
    this.#pageDensity = this.#seenTotal === 0 ? records / span : this.#pageDensity * 0.8 + (records / span) * 0.2
    this.#seenTotal += records
  }

  /**
   * Records that an uncounted range may still hold, on the high side: a scout that finds nothing costs one request, while
   * too few scouts leave lanes idle. By density, up to a multiple of all that was seen, so that small sets are not
   * showered with scouts; but no more than there are ids. A range that gave n full pages is expected to give as many
   * again, which finds dense blocks after sparse ones.
   */
  #estimate(range: PlannedRange): number {
    const span = range.upTo - range.after
    const byDensity = span === Infinity ? 0 : Math.min(this.#pageDensity * span, maxGrowth * this.#seenTotal)
    const byHistory = (span === Infinity ? Math.max(2, range.fullPages * 2) : range.fullPages) * this.#largestPage
    return Math.min(span, Math.max(byDensity, byHistory))
  }

  #scoutOpenRange(lanes: number): Scout | undefined {
    const cap = this.#largestPage
    for (const range of this.#ranges) {
      if (range.isDone || range.total !== undefined) continue
      const estimate = this.#estimate(range)
      const pages = Math.min(estimate / cap / lanes, this.#maxBufferedRecords / cap / lanes - 1, maxPagesPerRange)
      const pagesPerRange = Math.max(1, Math.floor(pages))
      const furthest = this.#furthestScout(range)
      const nearest = range.taken + pagesPerRange * cap - 1
      // The reader of the range may have overtaken its scouts.
      const rank = Math.max(nearest, furthest === undefined ? 0 : furthest.rank + (pagesPerRange + 1) * cap - 1)
      if (rank + cap <= range.taken + estimate) return { range, rank }
    }
    return undefined
  }

  #scoutCountedRange(): Scout | undefined {
    const cap = this.#largestPage
    let best: Scout | undefined
    let mostPages = 3
    for (const range of this.#ranges) {
      if (range.isDone || range.total === undefined) continue
      const pages = Math.ceil((range.total - range.taken) / cap)
      if (pages <= mostPages || this.#furthestScout(range) !== undefined) continue
      mostPages = pages
      best = { range, rank: range.taken + Math.floor(pages / 2) * cap - 1 }
    }
    return best
  }

  #furthestScout(range: PlannedRange): Scout | undefined {
    let furthest: Scout | undefined
    for (const scout of this.#scouts) {
      if (scout.range === range && (furthest === undefined || scout.rank > furthest.rank)) furthest = scout
    }
    return furthest
  }
}

function createRange(after: number, upTo: number): PlannedRange {
  return {
    after,
    upTo,
    isBusy: false,
    isDone: after >= upTo,
    taken: 0,
    total: undefined,
    promised: undefined,
    fullPages: 0,
    ready: [],
  }
}

/** How many of the ascending ids are at most `upTo`. */
/** How many of these ascending ids lie within the bound. */
export function countUpTo(ids: readonly number[], upTo: number): number {
  let count = ids.length
  while (count > 0 && (ids[count - 1] ?? 0) > upTo) count--
  return count
}
