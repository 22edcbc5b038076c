import { setTimeout as delay } from 'node:timers/promises'

/** Where the connector gets its time from. Tests put a manual clock here; nothing reads the machine's time directly. */
export interface Clock {
  /** Wall time in milliseconds since 1970, for what is compared with other machines: expiry, dates, windows. */
  now(): number
  /** Milliseconds that only ever rise, for durations, rates and deadlines. */
  monotonicMs(): number
  /** Resolves after `durationMs`; rejects with the signal's own reason as soon as it aborts. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: async (durationMs, signal) => {
    signal?.throwIfAborted()
    try {
      await delay(durationMs, undefined, signal ? { signal } : {})
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    }
  },
}
