/** What is remembered of a request. Never a header, a query value or a body, so no secret gets here. */
export interface LoggedRequest {
  readonly method: string
  /** Path without the query string. */
  readonly path: string
  /** 0 while the answer is under way, and where none was given. */
  readonly status: number
  /** Epoch milliseconds. */
  readonly startedAt: number
}

/** Counts of the requests since the start, or since `reset`. */
export interface RequestCounters {
  readonly total: number
  readonly api: number
  readonly token: number
  /** API requests that got 429. */
  readonly tooMany: number
  /** Most API requests that arrived within one second. */
  readonly peakPerSecond: number
}

/** Remembers requests. */
export interface RequestLog {
  /** The last 10,000 requests, oldest first. */
  readonly requests: readonly LoggedRequest[]
  readonly counters: RequestCounters
  /** Notes the arrival of a request; the answer sets its status. */
  open(
    kind: 'api' | 'token' | 'other',
    method: string,
    path: string,
    startedAt: number,
  ): { close(status: number): void }
  reset(): void
}

const MAX_REQUESTS = 10_000

/** Makes an empty log. `monotonicNow` is in milliseconds and measures the peak. */
export function createRequestLog(monotonicNow: () => number = () => performance.now()): RequestLog {
  let requests: { method: string; path: string; status: number; startedAt: number }[] = []
  let counters = { total: 0, api: 0, token: 0, tooMany: 0, peakPerSecond: 0 }
  let arrivals: number[] = []

  function countArrival(): void {
    const now = monotonicNow()
    arrivals.push(now)
    const old = arrivals.findIndex((time) => time > now - 1000)
    if (old > 0) arrivals = arrivals.slice(old)
    counters.peakPerSecond = Math.max(counters.peakPerSecond, arrivals.length)
  }

  return {
    get requests() {
      return requests
    },
    get counters() {
      return { ...counters }
    },
    open(kind, method, path, startedAt) {
      counters.total += 1
      if (kind === 'token') counters.token += 1
      if (kind === 'api') {
        counters.api += 1
        countArrival()
      }
      const entry = { method, path, status: 0, startedAt }
      requests.push(entry)
      if (requests.length > MAX_REQUESTS) requests = requests.slice(-MAX_REQUESTS / 2)
      return {
        close(status) {
          entry.status = status
          if (status === 429 && kind === 'api') counters.tooMany += 1
        },
      }
    },
    reset() {
      requests = []
      arrivals = []
      counters = { total: 0, api: 0, token: 0, tooMany: 0, peakPerSecond: 0 }
    },
  }
}
