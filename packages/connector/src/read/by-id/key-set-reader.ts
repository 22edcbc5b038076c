import { PagingError } from '../../errors/read-errors.ts'
import type { CoupaRecord } from '../../format/coupa-record.ts'
import type { Clock } from '../../runtime/clock.ts'
import { isRefusal } from '../pages/is-refusal.ts'
import { finiteBound, type IdRange, type PageReader, type ReaderCounts, type ReadPage } from '../pages/page-reader.ts'
import type { PageRequest, PageSource, UpdateWindow } from '../pages/page-source.ts'
import type { LaneCount } from './lane-count.ts'
import { countUpTo, RangePlanner, type RangeTask } from './range-planner.ts'
import { KeySetUnsupported, verifiedIds } from './verified-ids.ts'

export interface KeySetReaderOptions {
  readonly source: PageSource
  readonly clock: Clock
  readonly lanes: LaneCount
  /** What to read. A single range whose lower end is `floor` is a fresh start. */
  readonly ranges: readonly IdRange[]
  readonly isFresh: boolean
  /** The highest id there is, when somebody looked already. */
  readonly ceiling: number | undefined
  readonly order: 'id' | 'any'
  readonly pageSize: number
  readonly maxBufferedRecords: number
  readonly limit: number | undefined
  readonly updated: UpdateWindow | undefined
  readonly signal: AbortSignal | undefined
}

/**
 * `first`: one page, to learn whether more is needed at all. `confirm`: that page was short, and what is behind it shows
 * whether that was the end or the server serves fewer than asked for. `ceiling`: how far to go. `ranges`: side by side.
 */
type Phase = 'first' | 'confirm' | 'ceiling' | 'ranges'

/**
 * Reads a set by id, many ranges side by side. A fresh read starts with a single page; most sets end there. When more
 * follows, the highest id is looked up, and the ranges of `RangePlanner` are read with as many lanes as the latency asks
 * for. Nothing is handed out before an answer has shown that the filter by id is honoured.
 */
export function createKeySetReader(options: KeySetReaderOptions): PageReader {
  const { source, clock, lanes, isFresh, order, maxBufferedRecords, limit, updated, signal } = options
  // A page of one record shows no order, so neither a gap nor a wrong highest id would be noticed.
  const pageSize = Math.max(2, options.pageSize)
  const planner = new RangePlanner({ ranges: options.ranges, order, pageSize, maxBufferedRecords, limit })
  if (source.canLookAhead === false) planner.stopScouting()
  const controller = new AbortController()
  const inFlight = new Set<Promise<void>>()
  const end = options.ranges.at(-1)?.upTo ?? Infinity
  const isOpen = options.ranges.length > 0 && end === Infinity
  let phase: Phase = isFresh ? 'first' : isOpen ? 'ceiling' : 'ranges'
  let requests = 0
  /** The highest id as looked up. */
  let ceiling = Infinity
  let isIdFilterProven = false
  let hasHandedOut = false
  let failure: { readonly error: unknown } | undefined
  let isStopped = false
  let wake: (() => void) | undefined

  const onAbort = () => fail(signal?.reason)
  if (signal?.aborted) onAbort()
  else signal?.addEventListener('abort', onAbort, { once: true })

  function fail(error: unknown): void {
    if (isStopped) return
    failure ??= { error: hasHandedOut && error instanceof KeySetUnsupported ? explain(error) : error }
    controller.abort(error)
    wake?.()
  }

  async function fetchRecords(request: Omit<PageRequest, 'updated' | 'signal'>): Promise<readonly CoupaRecord[]> {
    requests++
    const startedAtMs = clock.monotonicMs()
    const { after, upTo, offset, limit: most, order: by } = request
    const page = await source.fetchPage({
      after,
      upTo,
      offset,
      limit: most,
      order: by,
      updated,
      signal: controller.signal,
    })
    lanes.observe(clock.monotonicMs() - startedAtMs)
    requests += (page.requests ?? 1) - 1
    return page.records
  }

  async function run(task: RangeTask): Promise<void> {
    try {
      const records = await fetchRecords(requestOf(task))
      if (failure || isStopped) return
      accept(task, records)
      if (task.after !== -Infinity) isIdFilterProven = true
    } catch (error) {
      if (failure || isStopped) return
      if (task.offset > 0 && isRefusal(error)) planner.refuseScout(task)
      else fail(explainRefusal(error))
    }
  }

  /** A first page came, so what is refused behind it is not the query but the filter by id. */
  function explainRefusal(error: unknown): unknown {
    if (requests <= 1 || isIdFilterProven || !isRefusal(error)) return error
    return new KeySetUnsupported('the filter by id was refused', { cause: error })
  }

  function accept(task: RangeTask, records: readonly CoupaRecord[]): void {
    const ids = verifiedIds(records, task.after)
    // A server that ignores the upper bound serves more. The rest belongs to other ranges, or to none.
    const wanted = countUpTo(ids, task.upTo)
    planner.counts.discarded += ids.length - wanted
    planner.accept(task, records.slice(0, wanted), ids.slice(0, wanted))
  }

  function requestOf({ after, upTo, offset }: RangeTask): Omit<PageRequest, 'updated' | 'signal'> {
    return {
      after: finiteBound(after),
      upTo: finiteBound(upTo),
      offset: offset === 0 ? undefined : offset,
      limit: offset > 0 ? pageSize : Math.min(pageSize, limit ?? pageSize),
      order: 'id-ascending',
    }
  }

  function pump(): void {
    while (!failure && !isStopped && inFlight.size < lanes.current()) {
      const task = planner.next(lanes.current())
      if (!task) return
      // The lane is free before it is filled again: the next request does not wait for the consumer of this page.
      const running = run(task).then(() => {
        inFlight.delete(running)
        pump()
        wake?.()
      })
      inFlight.add(running)
    }
  }

  /** One step of a fresh start, until ranges can be read side by side; then a wait for something to arrive. */
  async function step(): Promise<void> {
    switch (phase) {
      case 'first':
        await readOne()
        phase = planner.pageCap < pageSize ? 'confirm' : 'ceiling'
        return
      case 'confirm':
        await readOne()
        phase = 'ceiling'
        return
      case 'ceiling':
        ceiling = options.ceiling ?? (await lookUpCeiling())
        // A highest id below one already seen means that the order was not honoured. The end is then found by reaching it.
        if (ceiling < planner.readUpTo) ceiling = Infinity
        planner.setCeiling(ceiling)
        phase = 'ranges'
        return
      case 'ranges':
        pump()
        if (inFlight.size === 0) throw new Error('The range planner has nothing to do and is not done')
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  }

  async function readOne(): Promise<void> {
    const task = planner.next(1)
    if (task) await run(task)
  }

  async function lookUpCeiling(): Promise<number> {
    try {
      const records = await fetchRecords({ upTo: finiteBound(end), limit: 1, order: 'id-descending' })
      const id = records[0]?.id
      return typeof id === 'number' && Number.isSafeInteger(id) ? id : Infinity
    } catch (error) {
      if (!failure && isRefusal(error)) return Infinity
      throw error
    }
  }

  function handOut(): ReadPage | undefined {
    const page = canHandOut() ? planner.take() : undefined
    if (page === undefined) return undefined
    hasHandedOut = true
    if (phase === 'ranges') pump()
    return { records: page.records, covers: { after: page.after, upTo: page.upTo } }
  }

  function canHandOut(): boolean {
    return isIdFilterProven || planner.isRead || (limit !== undefined && planner.buffered >= limit)
  }

  return {
    mode: 'id',
    get counts(): ReaderCounts {
      const { emptyPages, discarded } = planner.counts
      return { requests, emptyPages, discarded, repeats: 0, pageCap: planner.pageCap, ceiling }
    },
    estimateRemaining: () => {
      const unread = phase === 'ranges' || planner.isRead ? planner.estimateRemaining() : undefined
      return unread === undefined ? undefined : unread + planner.buffered
    },
    next: async (): Promise<ReadPage | undefined> => {
      for (;;) {
        if (failure) {
          await settle()
          throw failure.error
        }
        if (isStopped) return undefined
        const page = handOut()
        if (page) return page
        if (planner.isRead) {
          await settle()
          return undefined
        }
        await step().catch(fail)
      }
    },
    stop: settle,
  }

  function explain(error: KeySetUnsupported): PagingError {
    return new PagingError({ resource: source.resource, reason: error.message }, { cause: error })
  }

  async function settle(): Promise<void> {
    isStopped = true
    signal?.removeEventListener('abort', onAbort)
    controller.abort()
    wake?.()
    await Promise.allSettled(inFlight)
  }
}
