import { setTimeout as wait } from 'node:timers/promises'
import type { HubClock } from './hub-clock.ts'

/** The time of the system. Its waits do not keep the process alive. */
export const systemClock: HubClock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: async (durationMs, signal) => {
    try {
      // Whoever waits for an instant may be late for it; Node warns of a duration below zero.
      await wait(Math.max(0, durationMs), undefined, { ref: false, ...(signal ? { signal } : {}) })
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    }
  },
}
