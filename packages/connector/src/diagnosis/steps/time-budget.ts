import type { Clock } from '../../runtime/clock.ts'

/** The limit of a step ran out, or the time of the whole test. Never leaves a test: it becomes a …_TIMEOUT outcome. */
export class TimeLimitReached extends Error {
  readonly waitedMs: number

  constructor(waitedMs: number) {
    super('out of time')
    this.name = 'TimeLimitReached'
    this.waitedMs = waitedMs
  }
}

/** Time that is handed out until it is gone. */
export interface TimeBudget {
  remainingMs(): number
  /** Throws the caller's own reason once the caller has given up. */
  throwIfAborted(): void
  /**
   * Waits for `work` no longer than `limitMs` and the whole budget, and no longer than the caller's signal allows, even
   * when the work heeds no signal. Rejects with `TimeLimitReached` or the caller's own reason.
   */
  run<Result>(limitMs: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>
}

/** The time that a whole test has, handed out to its steps. */
export function createTimeBudget({
  clock,
  totalMs,
  signal,
}: {
  clock: Clock
  totalMs: number
  signal: AbortSignal | undefined
}): TimeBudget {
  const endMs = clock.monotonicMs() + totalMs
  const remainingMs = () => Math.max(0, endMs - clock.monotonicMs())

  return {
    remainingMs,
    throwIfAborted: () => signal?.throwIfAborted(),
    async run(limitMs, work) {
      signal?.throwIfAborted()
      const startedMs = clock.monotonicMs()
      const allowedMs = Math.min(limitMs, remainingMs())
      if (allowedMs <= 0) throw new TimeLimitReached(0)
      const over = new AbortController()
      const stop = signal ? AbortSignal.any([over.signal, signal]) : over.signal
      const limit = clock.sleep(allowedMs, stop).then(() => {
        throw new TimeLimitReached(clock.monotonicMs() - startedMs)
      })
      try {
        return await Promise.race([limit, (async () => work(stop))()])
      } finally {
        // Frees the timer, and tells work that was given up on to stop.
        over.abort(new TimeLimitReached(clock.monotonicMs() - startedMs))
      }
    },
  }
}
