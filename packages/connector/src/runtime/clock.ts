import { setTimeout as delay } from 'node:timers/promises'

/** Where the connector gets its time from. Tests put a manual clock here; nothing reads the machine's time directly. */
export interface Clock {
  /** Wall time in milliseconds since 1970, for what is compared with other machines: expiry, dates, windows. */
  now(): number
  /** Milliseconds that only ever rise, for durations, rates and deadlines. */
  monotonicMs(): number
  /** Resolves after `durationMs`, at once when that is 0 or less; rejects with the signal's own reason as soon as it aborts. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: async (durationMs, signal) => {
    signal?.throwIfAborted()
    try {
      await delay(Math.max(0, durationMs), undefined, signal ? { signal } : {})
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    }
  },
}
