import { setTimeout as wait } from 'node:timers/promises'
import type { HubClock } from './hub-clock.ts'

/** The time of the system. Its waits do not keep the process alive. */
export const systemClock: HubClock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: async (durationMs, signal) => {
    try {
      await wait(durationMs, undefined, { ref: false, ...(signal ? { signal } : {}) })
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    }
  },
}
