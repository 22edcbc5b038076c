import { PagingError } from '../../errors/read-errors.ts'
import type { CoupaRecord } from '../../format/coupa-record.ts'
import type { OffsetPosition } from '../pages/checkpoint.ts'
import type { PageReader, ReadPage } from '../pages/page-reader.ts'
import type { PageRequest, PageSource, UpdateWindow } from '../pages/page-source.ts'
import { isUniqueKey, recordKey } from '../pages/record-key.ts'
import { createStopSignal } from '../pages/stop-signal.ts'

export interface OffsetReaderOptions {
  readonly source: PageSource
  readonly start: OffsetPosition
  /** Bounds that the query sets for ids. */
  readonly ids: Pick<PageRequest, 'after' | 'upTo'> | undefined
  readonly pageSize: number
  readonly updated: UpdateWindow | undefined
  readonly signal: AbortSignal | undefined
}

/** Keys kept to recognize what was delivered: 20 pages. */
const maxKeys = 1000
/** Keys in a checkpoint: two pages. */
const maxCheckpointKeys = 100
/** Pages in a row that bring nothing new until we give up. */
const maxFruitlessPages = 20

/**
 * Reads an ordered set by offset, one page after the other, for what cannot be read by id. Each page is asked for from
 * the last record of the one before. When that record comes first again, nothing moved. When something known comes
 * first, records were added before it, and the repeats are dropped. When something unknown comes first, or nothing at
 * all, records before it are gone and others may have moved into what was already read: then the reader goes back page by
 * page until it meets what it knows. Only that way is nothing lost; a set that changes faster than this ends the read.
 */
export function createOffsetReader({ source, start, ids, pageSize, updated, signal }: OffsetReaderOptions): PageReader {
  const stop = createStopSignal(signal)
  const known: string[] = [...start.keys]
  let offset = start.offset
  /** Whether the next page must start with something known. */
  let isAnchored = start.keys.length > 0
  let largestPage = 0
  let isEnd = false
  let fruitless = 0
  const counts = { requests: 0, emptyPages: 0, repeats: 0 }

  async function fetchFrom(from: number): Promise<readonly CoupaRecord[]> {
    counts.requests++
    const { records } = await source.fetchPage({
      ...ids,
      offset: from === 0 ? undefined : from,
      limit: pageSize,
      order: 'query',
      updated,
      signal: stop.signal,
    })
    if (records.length === 0) counts.emptyPages++
    largestPage = Math.max(largestPage, records.length)
    return records
  }

  /** The new records of the page at `offset`; undefined when the reader has to look further back. */
  function newRecords(records: readonly CoupaRecord[]): { index: number; key: string }[] | undefined {
    const keys = records.map(recordKey)
    const indexed = keys.map((key, index) => ({ key, index }))
    const knownKeys = new Set(known.filter(isUniqueKey))
    if (!isAnchored) return indexed.filter(({ key }) => !knownKeys.has(key))
    if (knownKeys.size > 0) {
      const first = keys[0]
      if (offset > 0 && (first === undefined || !knownKeys.has(first))) return undefined
      return indexed.filter(({ key }) => !knownKeys.has(key))
    }
    const anchor = firstPlace(keys, known)
    if (anchor === undefined) return offset === 0 ? indexed : undefined
    return indexed.slice(anchor + 1)
  }

  function giveUpWhenFruitless(): void {
    if (++fruitless <= maxFruitlessPages) return
    throw new PagingError({
      resource: source.resource,
      reason: `${maxFruitlessPages} pages in a row brought nothing new: the set changes faster than it can be read by offset, or the server ignores the offset`,
    })
  }

  /** Equal records without ids, one a page, may be several; or they are the answer of a server that ignores the offset. */
  function noteFruit(isNew: boolean): void {
    if (isNew) fruitless = 0
    else if (!isEnd) giveUpWhenFruitless()
  }

  function pageAt(
    pageOffset: number,
    records: readonly CoupaRecord[],
    fresh: { index: number; key: string }[],
  ): ReadPage {
    const keysBefore = known.slice(-maxCheckpointKeys)
    return {
      records: fresh.map(({ index }) => records[index]).filter((record) => record !== undefined),
      positionAfter: (count) => {
        const last = fresh[count - 1]
        const keys = [...keysBefore, ...fresh.slice(0, count).map(({ key }) => key)].slice(-maxCheckpointKeys)
        return { offset: last === undefined ? pageOffset : pageOffset + last.index, keys }
      },
    }
  }

  async function next(): Promise<ReadPage | undefined> {
    while (!isEnd) {
      stop.signal.throwIfAborted()
      const records = await fetchFrom(offset)
      const fresh = newRecords(records)
      if (fresh === undefined) {
        giveUpWhenFruitless()
        offset = Math.max(0, offset - Math.max(1, largestPage - 1))
        continue
      }
      counts.repeats += Math.max(0, records.length - fresh.length - (isAnchored ? 1 : 0))
      const pageOffset = offset
      const page = pageAt(pageOffset, records, fresh)
      // A server that serves one record a page leaves no room for an overlap.
      isAnchored = records.length > 1
      offset += isAnchored ? records.length - 1 : records.length
      const isSameAgain = records.length === 1 && fresh[0]?.key === known.at(-1)
      isEnd = records.length === 0 || (fresh.length === 0 && records.length < largestPage)
      known.push(...fresh.map(({ key }) => key))
      known.splice(0, Math.max(0, known.length - maxKeys))
      noteFruit(fresh.length > 0 && !isSameAgain)
      if (fresh.length > 0) return page
    }
    return undefined
  }

  return {
    mode: 'offset',
    get counts() {
      return { ...counts, discarded: 0, pageCap: Math.max(1, largestPage), ceiling: undefined }
    },
    estimateRemaining: () => undefined,
    next,
    stop: stop.stop,
  }
}

/**
 * Where in `keys` the last of `known` stands, if what is before it fits as well. Of several places, as with equal
 * neighbours, the first: a repeat is better than a miss.
 */
function firstPlace(keys: readonly string[], known: readonly string[]): number | undefined {
  const place = keys.findIndex((key, index) => {
    if (key !== known.at(-1)) return false
    const length = Math.min(index + 1, known.length)
    return keys.slice(index + 1 - length, index + 1).every((other, i) => other === known[known.length - length + i])
  })
  return place < 0 ? undefined : place
}
