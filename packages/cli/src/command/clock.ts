import { setTimeout as delay } from 'node:timers/promises'
import type { CommandClock } from './context.ts'

/** The machine's own clock. It lives here so that the help does not have to load the library. */
export const systemClock: CommandClock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: async (durationMs, signal) => {
    try {
      // Whoever waits for an instant may be late for it; Node warns of a duration below zero.
      await delay(Math.max(0, durationMs), undefined, signal ? { signal } : {})
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    }
  },
}
