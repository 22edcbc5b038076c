import type { CoupaRecord } from '../format/coupa-record.ts'
import type { PageRequest, PageSource, SourcePage } from '../read/pages/page-source.ts'
import type { Clock } from '../runtime/clock.ts'

export interface ModelSourceOptions {
  readonly ids: Iterable<number>
  readonly pageCap?: number
  /** Virtual time that an answer takes; out of order when it differs. */
  readonly latencyMs?: number | (() => number)
  /** Requests a second that start at most; later ones wait. Default: no limit. */
  readonly ratePerSecond?: number
  readonly recordOf?: (id: number) => CoupaRecord
  /** Called before each answer is made, with its number from 1: change the set here, or throw. */
  readonly beforeAnswer?: (model: ModelSource, count: number, request: PageRequest) => void
  /** Replaces the answer. */
  readonly answer?: (records: CoupaRecord[], request: PageRequest, model: ModelSource) => readonly CoupaRecord[]
  readonly serverDateMs?: number
}

/** A set of records in memory that is read page by page in virtual time: no timer is ever waited for. */
export interface ModelSource extends PageSource {
  readonly clock: Clock
  readonly requests: PageRequest[]
  readonly sent: { readonly atMs: number }[]
  readonly pending: number
  readonly ids: readonly number[]
  add(id: number): void
  remove(id: number): void
  /** Changes what `recordOf` is asked for next time: for records that carry a revision. */
  elapsedMs(): number
}

interface Pending {
  readonly dueMs: number
  readonly serve: () => void
}

export function createModelSource(options: ModelSourceOptions): ModelSource {
  const { pageCap = 50, latencyMs = 1, ratePerSecond = Infinity, recordOf = (id) => ({ id }) } = options
  let ids = Float64Array.from(new Set(options.ids)).sort()
  const requests: PageRequest[] = []
  const sent: { atMs: number }[] = []
  const pending: Pending[] = []
  let nowMs = 0
  let nextSlotMs = 0
  let answers = 0
  let isTicking = false

  const tick = () => {
    isTicking = false
    let index = 0
    for (let i = 1; i < pending.length; i++) {
      if ((pending[i]?.dueMs ?? 0) < (pending[index]?.dueMs ?? 0)) index = i
    }
    const [next] = pending.splice(index, 1)
    if (!next) return
    nowMs = Math.max(nowMs, next.dueMs)
    next.serve()
    schedule()
  }
  const schedule = () => {
    if (isTicking || pending.length === 0) return
    isTicking = true
    setImmediate(tick)
  }

  const page = (request: PageRequest): readonly CoupaRecord[] => {
    const { after = -Infinity, upTo = Infinity, offset = 0, limit, order } = request
    const size = Math.min(limit, pageCap)
    const from = indexAfter(ids, after)
    const to = indexAfter(ids, upTo)
    const found =
      order === 'id-descending'
        ? ids.slice(Math.max(from, to - offset - size), Math.max(from, to - offset)).reverse()
        : ids.slice(Math.min(to, from + offset), Math.min(to, from + offset + size))
    const records = Array.from(found, (id) => recordOf(id))
    return options.answer ? options.answer(records, request, model) : records
  }

  const model: ModelSource = {
    resource: 'invoices',
    fingerprint: 'all',
    requests,
    sent,
    clock: { now: () => Date.UTC(2026, 0, 1) + nowMs, monotonicMs: () => nowMs, sleep: async () => {} },
    get pending() {
      return pending.length
    },
    get ids() {
      return Array.from(ids)
    },
    add: (id) => {
      if (!ids.includes(id)) ids = Float64Array.from([...ids, id]).sort()
    },
    remove: (id) => {
      ids = ids.filter((other) => other !== id)
    },
    elapsedMs: () => nowMs,
    fetchPage: (request) =>
      new Promise<SourcePage>((resolve, reject) => {
        if (request.signal.aborted) return reject(request.signal.reason)
        requests.push(request)
        const startMs = Math.max(nowMs, nextSlotMs)
        nextSlotMs = startMs + 1000 / ratePerSecond
        sent.push({ atMs: startMs })
        const entry: Pending = {
          dueMs: startMs + (typeof latencyMs === 'number' ? latencyMs : latencyMs()),
          serve: () => {
            request.signal.removeEventListener('abort', onAbort)
            try {
              options.beforeAnswer?.(model, ++answers, request)
              resolve({ records: page(request), serverDateMs: options.serverDateMs })
            } catch (error) {
              reject(error)
            }
          },
        }
        const onAbort = () => {
          pending.splice(pending.indexOf(entry), 1)
          reject(request.signal.reason)
        }
        request.signal.addEventListener('abort', onAbort, { once: true })
        pending.push(entry)
        schedule()
      }),
  }
  return model
}

/** Index of the first id above `bound`. */
function indexAfter(ids: Float64Array, bound: number): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ids[middle] ?? Infinity) <= bound) low = middle + 1
    else high = middle
  }
  return low
}
