import type { CoupaRecord } from '../format/coupa-record.ts'
import type { Clock } from '../runtime/clock.ts'
import { planRead } from './plan-read.ts'
import type { QueryRun } from './query.ts'
import { createQuerySource, type QuerySourceOptions } from './query-source.ts'
import { readRecords } from './read-records.ts'
import type { RecordStream } from './record-stream.ts'

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
  const pages = createQuerySource({
    clock: options.clock,
    identity: source.query,
    isResumed,
    ...source,
    query: plan.query,
  })
  return readRecords<T>(pages, { ...plan.options, ...options, ...reading, order: inOrder ? 'id' : 'any' })
}
