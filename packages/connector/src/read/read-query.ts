import type { WireRecord } from '../format/wire.ts'
import { planRead } from './plan-read.ts'
import { createQuerySource, type QuerySourceOptions } from './query-source.ts'
import type { ReadOptions } from './read-options.ts'
import { readRecords } from './read-records.ts'
import type { RecordStream } from './record-stream.ts'

export interface ReadQueryOptions extends Omit<ReadOptions, 'mode' | 'ids' | 'offset'> {
  /**
   * Whether the loop takes records out of the set that it reads, as by marking them exported under `exported=false`. Must
   * be said where reading is by offset; reading by id is not disturbed by it.
   */
  readonly changesSet?: boolean | undefined
}

/**
 * Reads all records that a query finds, by id where possible. Throws what `readRecords` throws, `QueryInvalidError` for a
 * window of `updated-at` beside `updatedAfter`, and `PagingError` when an offset would move over a set that the loop may
 * be changing.
 */
export function readQuery<T = WireRecord>(
  source: QuerySourceOptions,
  { changesSet, ...options }: ReadQueryOptions = {},
): RecordStream<T> {
  const isIncremental = options.updatedAfter !== undefined || options.checkpoint?.window !== undefined
  const plan = planRead({ resource: source.resource, query: source.query, isIncremental, changesSet })
  const isResumed = options.checkpoint !== undefined
  const defaults = { clock: options.clock, identity: source.query, isResumed }
  const pages = createQuerySource({ ...defaults, ...source, query: plan.query })
  return readRecords<T>(pages, { ...plan.options, ...definedOnly(options) })
}

/** Options that are present but undefined must not hide those of the plan. */
function definedOnly(options: ReadOptions): ReadOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}
