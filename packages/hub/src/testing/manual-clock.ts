import type { HubClock } from '../basics/hub-clock.ts'

/** A clock that stands until it is advanced. */
export interface ManualClock extends HubClock {
  advance(durationMs: number): void
  /** How many wait. */
  sleepers(): number
}

/** Begins at the given time, by default the first of January 2026. */
export function manualClock(startMs: number = Date.UTC(2026, 0, 1)): ManualClock {
  let nowMs = startMs
  const sleeping = new Set<{ readonly untilMs: number; readonly wake: () => void }>()
  return {
    now: () => nowMs,
    monotonicMs: () => nowMs,
    sleep: (durationMs, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const sleeper = { untilMs: nowMs + durationMs, wake: resolve }
        sleeping.add(sleeper)
        signal?.addEventListener('abort', () => {
          if (sleeping.delete(sleeper)) reject(signal.reason)
        })
      }),
    advance: (durationMs) => {
      nowMs += durationMs
      for (const sleeper of [...sleeping].sort((a, b) => a.untilMs - b.untilMs)) {
        if (sleeper.untilMs > nowMs) continue
        sleeping.delete(sleeper)
        sleeper.wake()
      }
    },
    sleepers: () => sleeping.size,
  }
}
