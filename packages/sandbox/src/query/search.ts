import { mix } from '../data/random.ts'
import { RequestProblem } from '../format/request-problem.ts'
import type { QuirkSettings } from '../settings/quirks.ts'
import type { RecordCollection, RecordStore, SandboxRecord } from '../store/record-store.ts'
import { type Conditions, compileConditions } from './conditions.ts'
import { resolveFieldPath, valuesAt } from './field-path.ts'
import type { Scalar } from './operators.ts'
import type { QueryParameters } from './parameters.ts'
import { compareScalars } from './scalars.ts'

/** Sorting by anything but the id keeps one key per matching record; beyond this many the query is refused. */
export const MAX_SORTED_RECORDS = 250_000

/** Answers queries over collections. */
export interface Search {
  /** The records of one page, in order. Throws RequestProblem (400) for queries that Coupa would refuse. */
  page(collection: RecordCollection, parameters: QueryParameters): readonly SandboxRecord[]
  /** All matching records by id, lazily, without limit and offset. */
  all(collection: RecordCollection, parameters: QueryParameters): Iterable<SandboxRecord>
}

/** Makes the search over a store. Sorted queries keep the ids of the last few orders, as long as nothing is written. */
export function createSearch(store: RecordStore, quirks: QuirkSettings): Search {
  const cap = Number(quirks['page-size-cap'])
  const sortedIds = new Map<string, readonly number[]>()

  function pageSize(limit: number | undefined): number {
    if (limit === undefined || limit === 0) return cap
    if (limit > cap && quirks['limit-over-cap'] === '400') {
      throw new RequestProblem(400, `Invalid query: limit must not be greater than ${cap}`)
    }
    return Math.min(limit, cap)
  }

  function compile(collection: RecordCollection, parameters: QueryParameters): Conditions {
    return compileConditions(parameters.conditions, collection.shape, store, quirks)
  }

  function byOrder(
    collection: RecordCollection,
    parameters: QueryParameters,
    conditions: Conditions,
  ): readonly number[] {
    const { orderBy = 'id', isDescending } = parameters
    const key = JSON.stringify([
      collectionKey(collection),
      parameters.conditions,
      orderBy,
      isDescending,
      collection.version,
    ])
    const known = sortedIds.get(key)
    if (known) return known
    const ids = sortIds(matching(collection, conditions, {}), keyReader(collection, orderBy), isDescending)
    if (sortedIds.size >= 16) sortedIds.delete(sortedIds.keys().next().value ?? '')
    sortedIds.set(key, ids)
    return ids
  }

  const keys = new WeakMap<RecordCollection, number>()
  let collections = 0
  function collectionKey(collection: RecordCollection): number {
    const known = keys.get(collection)
    if (known !== undefined) return known
    collections += 1
    keys.set(collection, collections)
    return collections
  }

  /** Reads what records are sorted by: a field, or a number that looks random when the order is left open. */
  function keyReader(collection: RecordCollection, orderBy: string): (record: SandboxRecord) => SortKey {
    if (orderBy === RANDOM_ORDER)
      return (record) => ({ id: record.id, value: mix(record.id, 0x5eed), compare: numbers })
    const path = resolveFieldPath(
      collection.shape,
      orderBy.split(/[[\].]+/).filter((name) => name !== ''),
    )
    if (!path || path.type === 'object' || path.type === 'array') {
      throw new RequestProblem(400, `Invalid query: unknown attribute ${orderBy} in order_by`)
    }
    const compare = (left: string | number | boolean, right: string | number | boolean): number =>
      compareScalars(path.type, left, right)
    return (record) => ({ id: record.id, value: valuesAt(record, path, store)[0] ?? null, compare })
  }

  return {
    page(collection, parameters) {
      const size = pageSize(parameters.limit)
      const conditions = compile(collection, parameters)
      if (conditions.isNothing) return []
      const { offset, isDescending } = parameters
      const isOpen = parameters.orderBy === undefined && quirks['order-without-order-by'] === 'random'
      const orderBy = isOpen ? RANDOM_ORDER : (parameters.orderBy ?? 'id')
      if (orderBy !== 'id') {
        const ids = byOrder(collection, { ...parameters, orderBy }, conditions).slice(offset, offset + size)
        return ids.flatMap((id) => collection.get(id) ?? [])
      }
      const records: SandboxRecord[] = []
      for (const record of matching(collection, conditions, { isDescending, skip: offset })) {
        records.push(record)
        if (records.length === size) break
      }
      return records
    },
    all(collection, parameters) {
      const conditions = compile(collection, parameters)
      return conditions.isNothing ? [] : matching(collection, conditions, {})
    },
  }
}

const RANDOM_ORDER = ' random'

interface SortKey {
  readonly id: number
  readonly value: Scalar
  readonly compare: (left: string | number | boolean, right: string | number | boolean) => number
}

function* matching(
  collection: RecordCollection,
  conditions: Conditions,
  order: { readonly isDescending?: boolean; readonly skip?: number },
): Iterable<SandboxRecord> {
  const { afterId, beforeId, ids, matches, isFiltering, changed } = conditions
  const { isDescending = false } = order
  if (!ids && !isFiltering) {
    yield* collection.iterate({ afterId, beforeId, ...order })
    return
  }
  let { skip = 0 } = order
  const candidates = ids
    ? ids
        .filter((id) => id > afterId && id < beforeId)
        .toSorted((left, right) => (isDescending ? right - left : left - right))
        .flatMap((id) => collection.get(id) ?? [])
    : collection.iterate({ afterId, beforeId, isDescending, ...(changed ? { changed } : {}) })
  for (const record of candidates) {
    if (!matches(record)) continue
    if (skip > 0) skip -= 1
    else yield record
  }
}

function sortIds(
  records: Iterable<SandboxRecord>,
  read: (record: SandboxRecord) => SortKey,
  isDescending: boolean,
): readonly number[] {
  const keys: SortKey[] = []
  for (const record of records) {
    keys.push(read(record))
    if (keys.length > MAX_SORTED_RECORDS) {
      throw new RequestProblem(400, `Invalid query: more than ${MAX_SORTED_RECORDS} records to sort; add a condition`)
    }
  }
  const sign = isDescending ? -1 : 1
  return keys.toSorted((left, right) => sign * compareKeys(left, right) || left.id - right.id).map(({ id }) => id)
}

/** Nulls come first, as in MySQL. */
function compareKeys(left: SortKey, right: SortKey): number {
  if (left.value === null || right.value === null) return Number(left.value !== null) - Number(right.value !== null)
  return left.compare(left.value, right.value)
}

function numbers(left: string | number | boolean, right: string | number | boolean): number {
  return Number(left) - Number(right)
}
