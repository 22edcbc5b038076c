import { HubProblem } from '../../basics/problem.ts'

export interface RateLimit {
  readonly perSecond: number
  /** How many may come at once after a pause. */
  readonly burst: number
}

/** Lets each name do so much in a time. */
export interface RateLimiter {
  /** Counts one request. Throws `TOO_MANY_REQUESTS` with the time to wait when the name has no tokens left. */
  take(name: string): RateStanding
  /** Throws like `take`, and counts nothing. */
  check(name: string): void
  /** Counts like `take`, and says whether there was a token instead of throwing. */
  mayTake(name: string): boolean
}

/** What is left to a name. */
export interface RateStanding {
  readonly remaining: number
  /** Until all of it is there again. */
  readonly resetSeconds: number
}

export interface RateLimiterOptions extends RateLimit {
  readonly monotonicMs: () => number
  /**
   * How many names are remembered. Beyond that the oldest are forgotten, which an attacker can only use with as many addresses.
   * Default: 50,000.
   */
  readonly maxNames?: number | undefined
}

/**
 * Token buckets in memory. Each name has `burst` tokens and regains `perSecond` of them. Each hub counts on its own, so that a
 * caller of several hubs gets several times as much. Exact limits are counted in the database instead.
 */
export function createRateLimiter({
  perSecond,
  burst,
  monotonicMs,
  maxNames = 50_000,
}: RateLimiterOptions): RateLimiter {
  const buckets = new Map<string, { tokens: number; atMs: number }>()
  const refill = (name: string): { tokens: number; atMs: number } => {
    const nowMs = monotonicMs()
    const bucket = buckets.get(name)
    if (bucket === undefined) return { tokens: burst, atMs: nowMs }
    bucket.tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.atMs) / 1000) * perSecond)
    bucket.atMs = nowMs
    return bucket
  }
  /** Gives what is left then, or undefined when there was no token. */
  const tryTake = (name: string): number | undefined => {
    const bucket = refill(name)
    if (bucket.tokens < 1) return undefined
    bucket.tokens -= 1
    if (!buckets.has(name)) {
      if (buckets.size >= maxNames) forgetOldest(buckets, maxNames)
      buckets.set(name, bucket)
    }
    return bucket.tokens
  }
  return {
    take: (name) => {
      const left = tryTake(name)
      if (left === undefined) throw tooMany((1 - refill(name).tokens) / perSecond)
      return { remaining: Math.floor(left), resetSeconds: Math.ceil((burst - left) / perSecond) }
    },
    mayTake: (name) => tryTake(name) !== undefined,
    check: (name) => {
      const { tokens } = refill(name)
      if (tokens < 1) throw tooMany((1 - tokens) / perSecond)
    },
  }
}

function tooMany(waitSeconds: number): HubProblem {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitSeconds))
  return new HubProblem('TOO_MANY_REQUESTS', {
    detail: 'Too many requests came in a short time.',
    suggestion: `Wait ${retryAfterSeconds} s, and send fewer at once.`,
    retryAfterSeconds,
  })
}

/** A tenth at once, so that the cost is spread over many requests. */
function forgetOldest(buckets: Map<string, unknown>, maxNames: number): void {
  let left = Math.max(1, Math.floor(maxNames / 10))
  for (const name of buckets.keys()) {
    if (left-- <= 0) return
    buckets.delete(name)
  }
}
