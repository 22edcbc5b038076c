import { createRateLimiter } from '@coupa-connector/connector'
import type { Clock, RateLimiter } from '@coupa-connector/connector/plugins'

/** What Coupa allows in a second and at once (F-240). */
const whole = { perSecond: 25, burst: 20 }

/** A limiter that takes a part of another one's rate at most: what is left goes on beside it. */
export function limitToShare(
  limiter: RateLimiter,
  share: number,
  { clock, random }: { readonly clock: Clock; readonly random: () => number },
): RateLimiter {
  const own = createRateLimiter({
    clock,
    random,
    perSecond: Math.max(1, whole.perSecond * share),
    burst: Math.max(1, Math.floor(whole.burst * share)),
  })
  return {
    acquire: async (options) => {
      await own.acquire(options)
      return await limiter.acquire(options)
    },
    refused: (permit, retryAfterMs) => limiter.refused(permit, retryAfterMs),
    succeeded: (permit) => limiter.succeeded(permit),
    setLimits: (limits) => own.setLimits(limits),
    get perSecond() {
      return Math.min(own.perSecond, limiter.perSecond)
    },
    get pausedMs() {
      return limiter.pausedMs
    },
    get waiting() {
      return own.waiting + limiter.waiting
    },
  }
}
