import type { Clock } from '../../src/plugins.ts'

/** A clock whose waits are over at once: they move time on instead of using it up. */
export interface LeapingClock extends Clock {
  /** Moves time on by `durationMs`. */
  leap(durationMs: number): void
}

export interface LeapingClockOptions {
  readonly startMs?: number
  /**
   * Longer waits never end: they are limits, such as a minute for a token, and a limit that came at once would end what it
   * guards. Default: 59 s.
   */
  readonly longestWaitMs?: number
}

/** Time stands still but for waits, so that tests that meet back-offs, warm-ups and renewals take no time. */
export function createLeapingClock({
  startMs = Date.now(),
  longestWaitMs = 59_000,
}: LeapingClockOptions = {}): LeapingClock {
  let elapsedMs = 0
  let isLeaping = false
  const sleepers = new Set<{ readonly wakeAtMs: number; readonly wake: () => void }>()

  /** Wakes one sleeper after the other, in order, and lets what it does run in between. */
  const leapOn = () => {
    const [next] = [...sleepers].sort((a, b) => a.wakeAtMs - b.wakeAtMs)
    isLeaping = next !== undefined
    if (next === undefined) return
    elapsedMs = Math.max(elapsedMs, next.wakeAtMs)
    next.wake()
    setImmediate(leapOn)
  }

  return {
    now: () => startMs + elapsedMs,
    monotonicMs: () => elapsedMs,
    leap: (durationMs) => {
      elapsedMs += durationMs
    },
    sleep: (durationMs, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const end = () => {
          sleepers.delete(sleeper)
          signal?.removeEventListener('abort', abort)
        }
        const sleeper = {
          wakeAtMs: elapsedMs + durationMs,
          wake: () => {
            end()
            resolve()
          },
        }
        const abort = () => {
          end()
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', abort, { once: true })
        if (durationMs > longestWaitMs) return
        sleepers.add(sleeper)
        if (!isLeaping) setImmediate(leapOn)
        isLeaping = true
      }),
  }
}
