import { PagingError } from '../../errors/read-errors.ts'
import type { CoupaRecord } from '../../format/coupa-record.ts'
import { finiteBound } from '../pages/page-reader.ts'
import type { PageRequest, PageSource, SourcePage } from '../pages/page-source.ts'
import { verifiedIds } from './verified-ids.ts'

/** A source of a part of the set. Parts may overlap. */
export interface SourcePart {
  readonly source: PageSource
  /** The only ids that it can hold, rising; undefined where any is possible. */
  readonly ids: readonly number[] | undefined
}

/** What a part was last asked for, and what it answered: all its records above `after`, up to the last one that came. */
interface KnownStretch {
  readonly after: number
  /** Everything up to here is known. */
  readonly upTo: number
  readonly records: readonly CoupaRecord[]
  readonly ids: readonly number[]
}

/** Requests for one page at a time. The limiter has the last word. */
const concurrency = 8

/**
 * One source of several parts, each of which is a query by itself: the union of what they find, by rising id, each record
 * once. A page holds what all parts are known to hold up to some id. What a part served beyond that is kept for the next
 * page, so that each of its records is asked for once.
 */
export function createSplitSource(
  parts: readonly SourcePart[],
  owner: Pick<PageSource, 'resource' | 'fingerprint'>,
): PageSource {
  const known = new Map<SourcePart, KnownStretch>()

  /** What a part holds from `after` on, up to some id, and whether that took a request. */
  async function stretchOf(part: SourcePart, request: PageRequest, after: number, tally: Tally): Promise<KnownStretch> {
    const upTo = request.upTo ?? Infinity
    const before = known.get(part)
    if (before !== undefined && before.after <= after && (after < before.upTo || upTo <= before.upTo)) {
      const from = before.ids.findIndex((id) => id > after)
      if (from >= 0) return { ...before, after, records: before.records.slice(from), ids: before.ids.slice(from) }
      if (upTo <= before.upTo) return { after, upTo: before.upTo, records: [], ids: [] }
    }
    const { records, serverDateMs } = await part.source.fetchPage({
      ...request,
      after: finiteBound(after),
      offset: undefined,
    })
    tally.add(serverDateMs)
    const ids = verifiedIds(records, after)
    const stretch = { after, upTo: ids.at(-1) ?? upTo, records, ids }
    known.set(part, stretch)
    return stretch
  }

  /** Parts are asked from the lowest on, until what is left begins above what is known by then. */
  async function ascending(request: PageRequest): Promise<SourcePage> {
    const tally = new Tally()
    const after = aheadOf(request, request.after ?? -Infinity)
    const upTo = request.upTo ?? Infinity
    const waiting = parts.filter(({ ids }) => ids === undefined || ids.some((id) => id > after && id <= upTo))
    const stretches: KnownStretch[] = []
    let end = upTo
    while (waiting.length > 0) {
      const batch = waiting.splice(0, waiting[0]?.ids === undefined ? concurrency : 1)
      if (lowestOf(batch) > end) break
      const found = await Promise.all(batch.map((part) => stretchOf(part, request, after, tally)))
      stretches.push(...found)
      end = Math.min(end, ...found.map((stretch) => stretch.upTo))
    }
    return { records: union(stretches, end).slice(0, request.limit), ...tally.result() }
  }

  /** Where a look ahead begins: in a list of ids the place is known. */
  function aheadOf({ offset = 0 }: PageRequest, after: number): number {
    if (offset === 0) return after
    const ids = parts.flatMap((part) => part.ids ?? [])
    const place = ids.findIndex((id) => id > after)
    const first = place < 0 ? undefined : ids[place + offset]
    return first === undefined ? Infinity : first - 1
  }

  /** The highest ids of all. */
  async function descending(request: PageRequest): Promise<SourcePage> {
    const tally = new Tally()
    const found: CoupaRecord[] = []
    const waiting = parts.toReversed()
    while (waiting.length > 0) {
      const batch = waiting.splice(0, waiting[0]?.ids === undefined ? concurrency : 1)
      const pages = await Promise.all(batch.map(({ source }) => source.fetchPage(request)))
      for (const page of pages) {
        tally.add(page.serverDateMs)
        found.push(...page.records)
      }
      // Parts of a list of ids are stretches that do not overlap: the highest that holds anything has the highest id.
      if (batch.every(({ ids }) => ids !== undefined) && found.length > 0) break
    }
    const highestFirst = found.toSorted((one, other) => Number(other.id) - Number(one.id))
    return { records: highestFirst.slice(0, request.limit), ...tally.result() }
  }

  return {
    ...owner,
    canLookAhead: parts.every(({ ids }) => ids !== undefined),
    fetchPage: (request) => {
      if (request.order === 'id-ascending') return ascending(request)
      if (request.order === 'id-descending') return descending(request)
      throw new PagingError(
        {
          resource: owner.resource,
          reason: 'a list of values is too long for one request, and the set cannot be read by id',
        },
        { suggestion: 'Ask with a part of the list at a time.' },
      )
    },
  }
}

/** What the requests for one page come to. */
class Tally {
  #requests = 0
  #dateMs: number | undefined

  add(serverDateMs: number | undefined): void {
    this.#requests++
    if (serverDateMs !== undefined) this.#dateMs = Math.min(this.#dateMs ?? Infinity, serverDateMs)
  }

  /** The earliest time, so that a window that ends by it holds what every part knew. */
  result(): Pick<SourcePage, 'requests' | 'serverDateMs'> {
    return { requests: this.#requests, serverDateMs: this.#dateMs }
  }
}

function lowestOf(parts: readonly SourcePart[]): number {
  return Math.min(...parts.map(({ ids }) => ids?.[0] ?? -Infinity))
}

/** By rising id, each record once, up to `end`. */
function union(stretches: readonly KnownStretch[], end: number): CoupaRecord[] {
  const byId = new Map<number, CoupaRecord>()
  for (const { ids, records } of stretches) {
    ids.forEach((id, index) => {
      const record = records[index]
      if (id <= end && record !== undefined) byId.set(id, record)
    })
  }
  return [...byId].sort(([one], [other]) => one - other).map(([, record]) => record)
}
