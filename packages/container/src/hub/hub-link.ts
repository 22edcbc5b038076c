import type { Clock } from '@coupa-connector/connector/plugins'
import { retryDelayMs } from './retry-delay.ts'

/**
 * What the loops of a node share. As soon as one of them reaches the hub again, the others continue at once instead of at the
 * end of their own pauses.
 */
export interface HubLink {
  /** The hub has answered. */
  answered(): void
  /** Waits until some loop reaches the hub, or until `durationMs` have passed. Rejects with the signal's reason. */
  pause(durationMs: number, signal: AbortSignal): Promise<void>
  /** The pause of a loop, except the one that sends beats, after this many failures in a row. */
  pauseAfter(failures: number, signal: AbortSignal): Promise<void>
}

/** The first failure may be a single broken connection, or one of several hubs that stopped. */
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
    // Not woken at first. A call that fails among others that succeed would otherwise fail again and again without a pause.
    pauseAfter: async (failures, signal) => {
      if (failures <= 1) await clock.sleep(firstPauseMs * (0.5 + random()), signal)
      else await link.pause(retryDelayMs(failures - 1, random), signal)
    },
  }
  return link
}
