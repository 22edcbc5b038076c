import type { Counters } from './observer.ts'

/** Counters at zero. */
export function createCounters(): Counters {
  return {
    calls: 0,
    retries: 0,
    rateLimitWaits: 0,
    rateLimitWaitMs: 0,
    rateLimited: 0,
    tokenRequests: 0,
    tokenRenewals: 0,
    bytesReceived: 0,
  }
}
