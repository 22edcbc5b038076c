import type { CoupaRecord } from '../format/coupa-record.ts'
import type { Clock } from '../runtime/clock.ts'
import { createSplitSource } from './by-id/split-source.ts'
import type { PageSource } from './pages/page-source.ts'
import { planRead, type ReadPlan } from './plan-read.ts'
import type { QueryRun } from './query.ts'
import { createQuerySource, type QuerySourceOptions } from './query-source.ts'
import { readRecords } from './read-records.ts'
import type { RecordStream } from './record-stream.ts'
import { splitLongList } from './split-list.ts'

/** What a read needs to know beside the query. */
export interface ReadQueryOptions extends Omit<QueryRun, 'format' | 'priority'> {
  readonly clock?: Clock | undefined
  /** What the organization allows; sizes the number of requests in flight. Default: 25 (F-240). */
  readonly ratePerSecond?: number | undefined
}

/**
 * Reads all records that a query finds, by id where possible. Throws what `readRecords` throws, `QueryInvalidError` for a
 * window of `updated-at` beside `updatedAfter`, and `PagingError` when an offset would move over a set that the loop may
 * be changing.
 */
export function readQuery<T = CoupaRecord>(
  source: QuerySourceOptions,
  { loopChangesSet, inOrder = true, reading, ...options }: ReadQueryOptions = {},
): RecordStream<T> {
  const isIncremental = options.updatedAfter !== undefined || options.checkpoint?.window !== undefined
  const plan = planRead({ resource: source.resource, query: source.query, isIncremental, loopChangesSet })
  const isResumed = options.checkpoint !== undefined
  const shared = { clock: options.clock, identity: source.query, isResumed, ...source }
  const pages = sourceOf(plan, shared)
  return readRecords<T>(pages, { ...plan.options, ...options, ...reading, order: inOrder ? 'id' : 'any' })
}

/** The pages of a query: of one, or of the parts of one with a list that is too long for one request. */
function sourceOf({ query, options }: ReadPlan, shared: QuerySourceOptions): PageSource {
  const parts = splitLongList(query, shared.resource, options.mode ?? 'id')
  if (parts === undefined) return createQuerySource({ ...shared, query })
  const history = { pages: 0, kinds: new Set<string>() }
  const sources = parts.map((part) => ({
    source: createQuerySource({ ...shared, query: part.query, history }),
    ids: part.ids,
  }))
  const { resource, fingerprint } = createQuerySource({ ...shared, query })
  return createSplitSource(sources, { resource, fingerprint })
}
