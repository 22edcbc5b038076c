import { setTimeout as sleep } from 'node:timers/promises'

/** What rings when something is due, until it is stopped. */
export interface DueAlarm {
  stop(): Promise<void>
}

export interface DueAlarmOptions {
  /** Milliseconds until the next thing is due, and zero or less if it is due already; undefined where there is none. */
  readonly untilNextMs: () => Promise<number | undefined>
  readonly ring: () => void
  /** How often to look: what comes up after a look, or was planned elsewhere, is this late at most. */
  readonly everyMs: number
  /** Told of a look that failed; the next one is due as always. */
  readonly onError: (error: unknown) => void
}

/**
 * Rings at the moment at which something is due, to the millisecond. Whoever only looked from time to time would find out half
 * an interval late on average, and would have to ask for the thing itself each time.
 */
export function startDueAlarm({ untilNextMs, ring, everyMs, onError }: DueAlarmOptions): DueAlarm {
  const stopping = new AbortController()
  const pause = (ms: number): Promise<void> =>
    sleep(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => {})

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      const lookedAtMs = performance.now()
      const nextMs = await untilNextMs().catch(onError)
      if (typeof nextMs === 'number' && nextMs < everyMs) {
        // A timer may fire up to a millisecond early.
        if (nextMs > 0) await pause(nextMs + 1)
        if (!stopping.signal.aborted) ring()
      }
      await pause(Math.max(0, everyMs - (performance.now() - lookedAtMs)))
    }
  }

  const watching = watch()
  return {
    stop: async () => {
      stopping.abort()
      await watching
    },
  }
}
