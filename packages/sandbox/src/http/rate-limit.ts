/** What a request meets at the limit: it may go on after a wait, or it is refused. */
export type Admission = { readonly isAdmitted: true; readonly waitMs: number } | { readonly isAdmitted: false }

/** Counts requests against a rate (F-240): so many a second, so many more wait in line, the rest is refused. */
export interface RateLimit {
  /** Takes the next place of a key and says when it comes up. */
  admit(key: string): Admission
}

/** Makes a token bucket with a line behind it. `now` is in milliseconds and must not go back. */
export function createRateLimit(options: {
  readonly perSecond: number
  readonly queue: number
  readonly now: () => number
}): RateLimit {
  const { perSecond, queue, now } = options
  const buckets = new Map<string, { tokens: number; filledAtMs: number }>()

  return {
    admit(key) {
      const time = now()
      const bucket = buckets.get(key) ?? { tokens: perSecond, filledAtMs: time }
      buckets.set(key, bucket)
      bucket.tokens = Math.min(perSecond, bucket.tokens + (Math.max(0, time - bucket.filledAtMs) / 1000) * perSecond)
      bucket.filledAtMs = time
      // A tolerance keeps rounding from refusing a request that is due.
      if (bucket.tokens - 1 < -queue - 1e-6) return { isAdmitted: false }
      bucket.tokens -= 1
      return { isAdmitted: true, waitMs: bucket.tokens >= 0 ? 0 : (-bucket.tokens / perSecond) * 1000 }
    },
  }
}
