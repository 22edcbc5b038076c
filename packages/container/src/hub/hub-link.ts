import type { Clock } from '@coupa-connector/connector/plugins'
import { retryDelayMs } from './retry-delay.ts'

/**
 * What the loops of a node know of each other: as soon as one of them finds the hub there again, the others go on at once
 * instead of at the end of their own pauses.
 */
export interface HubLink {
  /** The hub has answered. */
  answered(): void
  /** Waits until the hub answers somebody, or `durationMs` are over. Rejects with the signal's reason. */
  pause(durationMs: number, signal: AbortSignal): Promise<void>
  /** The pause of a loop other than the beats, after so many failures in a row. */
  pauseAfter(failures: number, signal: AbortSignal): Promise<void>
}

/** The first failure may have been one connection that was cut, or one of several hubs that stopped. */
const firstPauseMs = 500

export function createHubLink({ clock, random }: { readonly clock: Clock; readonly random: () => number }): HubLink {
  const waiting = new Set<AbortController>()

  const link: HubLink = {
    answered: () => {
      for (const controller of waiting) controller.abort()
    },
    pause: async (durationMs, signal) => {
      const controller = new AbortController()
      waiting.add(controller)
      try {
        await clock.sleep(durationMs, AbortSignal.any([controller.signal, signal])).catch(() => {})
        signal.throwIfAborted()
      } finally {
        waiting.delete(controller)
      }
    },
    // Not woken at first: what failed among calls that succeed would fail again and again without any pause.
    pauseAfter: async (failures, signal) => {
      if (failures <= 1) await clock.sleep(firstPauseMs * (0.5 + random()), signal)
      else await link.pause(retryDelayMs(failures - 1, random), signal)
    },
  }
  return link
}
