import { PagingError } from '../../errors/read-errors.ts'
import type { PageReader } from '../pages/page-reader.ts'
import type { PageRequest, PageSource, UpdateWindow } from '../pages/page-source.ts'
import { recordKey } from '../pages/record-key.ts'
import { createStopSignal } from '../pages/stop-signal.ts'

export interface ShrinkingReaderOptions {
  readonly source: PageSource
  /** Bounds that the query sets for ids. */
  readonly ids: Pick<PageRequest, 'after' | 'upTo'> | undefined
  readonly pageSize: number
  readonly updated: UpdateWindow | undefined
  readonly signal: AbortSignal | undefined
}

/**
 * Reads a set that the consumer's loop empties: records that are marked as exported leave the filter `exported=false`.
 * Moving an offset over it would skip a page for every page (F-227), so the start is read again and again until
 * nothing is there. The next page is fetched only once the consumer is done with the one before. A page on which
 * everything was delivered before means that the loop does not take the records out, and ends the read.
 */
export function createShrinkingReader({ source, ids, pageSize, updated, signal }: ShrinkingReaderOptions): PageReader {
  const stop = createStopSignal(signal)
  const counts = { requests: 0, emptyPages: 0, repeats: 0 }
  let delivered = new Set<string>()
  let largestPage = 1

  return {
    mode: 'shrinking',
    get counts() {
      return { ...counts, discarded: 0, pageCap: largestPage, ceiling: undefined }
    },
    estimateRemaining: () => undefined,
    next: async () => {
      stop.signal.throwIfAborted()
      counts.requests++
      const { records } = await source.fetchPage({
        ...ids,
        limit: pageSize,
        order: 'query',
        updated,
        signal: stop.signal,
      })
      if (records.length === 0) {
        counts.emptyPages++
        return undefined
      }
      largestPage = Math.max(largestPage, records.length)
      const keys = records.map(recordKey)
      const fresh = records.filter((_, index) => !delivered.has(keys[index] ?? ''))
      if (fresh.length === 0) {
        throw new PagingError(
          { resource: source.resource, reason: `all ${records.length} records of the page were delivered before` },
          {
            suggestion: 'Take each record out of the set, for example by marking it as exported, before the next page.',
          },
        )
      }
      counts.repeats += records.length - fresh.length
      // Only this page: what left the set and comes back later has changed and is delivered again.
      delivered = new Set(keys)
      return { records: fresh }
    },
    stop: stop.stop,
  }
}
