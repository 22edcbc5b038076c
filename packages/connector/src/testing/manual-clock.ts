import type { Clock } from '../runtime/clock.ts'

/** A clock that stands still until it is told to move on: tests wait for nothing. */
export interface ManualClock extends Clock {
  /** Moves time on by `durationMs`, waking every sleeper on the way in order, and lets their promises run. */
  advance(durationMs: number): Promise<void>
  /** How many sleeps are waiting now. */
  readonly sleeping: number
}

interface Sleeper {
  readonly wakeAtMs: number
  readonly wake: () => void
}

export function createManualClock({ startMs = Date.UTC(2026, 0, 1) }: { startMs?: number } = {}): ManualClock {
  let elapsedMs = 0
  const sleepers = new Set<Sleeper>()

  return {
    now: () => startMs + elapsedMs,
    monotonicMs: () => elapsedMs,
    get sleeping() {
      return sleepers.size
    },
    sleep: (durationMs, signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const sleeper: Sleeper = {
          wakeAtMs: elapsedMs + Math.max(0, durationMs),
          wake: () => {
            sleepers.delete(sleeper)
            signal?.removeEventListener('abort', onAbort)
            resolve()
          },
        }
        const onAbort = () => {
          sleepers.delete(sleeper)
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', onAbort, { once: true })
        sleepers.add(sleeper)
      }),
    advance: async (durationMs) => {
      const targetMs = elapsedMs + durationMs
      for (;;) {
        await settle()
        const next = [...sleepers].sort((a, b) => a.wakeAtMs - b.wakeAtMs)[0]
        if (!next || next.wakeAtMs > targetMs) break
        elapsedMs = Math.max(elapsedMs, next.wakeAtMs)
        next.wake()
      }
      elapsedMs = targetMs
      await settle()
    },
  }
}

/** Lets everything that can run without time passing run: several turns of the event loop. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
}
