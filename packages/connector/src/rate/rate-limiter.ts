import { type Clock, systemClock } from '../runtime/clock.ts'
import type { AcquireOptions, Permit } from './permit.ts'
import { createPriorityQueue, type Waiter } from './priority-queue.ts'
import { createSlidingWindow } from './sliding-window.ts'

export interface RateLimiterOptions {
  /** Requests a second. Default: 25, what Coupa allows an organization (F-240). */
  readonly perSecond?: number | undefined
  /** Requests that may go at once after a pause. Default: 20, likewise. No second ever holds more than the two together. */
  readonly burst?: number | undefined
  readonly clock?: Clock | undefined
  /** 0 to 1, for the spread of back-offs. Default: `Math.random`. */
  readonly random?: (() => number) | undefined
}

/** What a limiter allows, as in `RateLimiterOptions`. */
export interface RateLimits {
  readonly perSecond: number
  readonly burst: number
}

/**
 * The request budget of one organization. Share one limiter between all connections to the same organization: the limit
 * is the organization's, not the connection's (F-243).
 */
export interface RateLimiter {
  /** Resolves when a request may go. Rejects with the signal's own reason. An abandoned wait costs no slot. */
  acquire(options?: AcquireOptions): Promise<Permit>
  /** Reports that the request with this permit got 429: everything pauses, and then continues more slowly. */
  refused(permit: Permit, retryAfterMs?: number): void
  /** Reports that the request with this permit was accepted: the rate recovers. */
  succeeded(permit: Permit): void
  /**
   * Changes what is allowed from now on: for a program that has only a part of the organization's rate, and hears that the
   * part has changed. What was sent lately still counts, a pause goes on, and who waits goes on waiting at the new rate.
   * Throws `TypeError` for what `createRateLimiter` would not take.
   */
  setLimits(limits: RateLimits): void
  /** The rate at the moment, below `perSecond` after a refusal. */
  readonly perSecond: number
  /** How long nothing at all may go, 0 when nothing was refused lately. */
  readonly pausedMs: number
  /** How many requests wait. */
  readonly waiting: number
}

/** A pause that outlasts the time that the caller has. */
export class PauseTooLongError extends Error {
  readonly pausedMs: number

  constructor(pausedMs: number) {
    super(`The service asks for a pause of ${Math.ceil(pausedMs)} ms`)
    this.name = 'PauseTooLongError'
    this.pausedMs = pausedMs
  }
}

/** The first back-off without `Retry-After`. Each refusal in a row doubles it, up to the longest. */
const firstPauseMs = 1000
const longestPauseMs = 30_000
/** Whatever the server says, one request a second is no burden, and something must be sent to learn that it is over. */
const slowestPerSecond = 1

/**
 * On its way a request may be held up by this much, to be counted on the other side together with later ones: a
 * connection that has to be made, a process that is busy. The bound of one second therefore holds for a longer time.
 */
const holdUpMs = 100

/**
 * A rate limiter by GCRA, the generic cell rate algorithm: the theoretical arrival time of the next request moves on by
 * one interval per permit, and a request may go while that time is at most `burst - 1` intervals ahead of now. A timer
 * that wakes late therefore costs nothing: the next permit is due by the theory, not by the time of waking.
 *
 * A 429 pauses everyone until `Retry-After` or, without it, for a doubling back-off; the rate is halved and the burst is
 * used up. All refusals of requests that were already under way belong to that same refusal. Every success since then
 * adds to the rate, about one request a second each second, until it is back.
 */
export function createRateLimiter({
  perSecond = 25,
  burst = 20,
  clock = systemClock,
  random = Math.random,
}: RateLimiterOptions = {}): RateLimiter {
  checkLimits({ perSecond, burst })

  const queue = createPriorityQueue()
  let limits: RateLimits = { perSecond, burst }
  let window = createSlidingWindow(windowSize(limits), windowMs(limits))
  let rate = perSecond
  let theoreticalMs = Number.NEGATIVE_INFINITY
  let pausedUntilMs = Number.NEGATIVE_INFINITY
  let sequence = 0
  let sequenceAtRefusal = 0
  let refusalsInARow = 0
  let timer: AbortController | undefined

  const intervalMs = () => 1000 / rate
  const toleranceMs = () => (limits.burst - 1) * intervalMs()
  const dueMs = () => Math.max(pausedUntilMs, theoreticalMs - toleranceMs(), window.opensAtMs)
  const pausedMs = () => Math.max(0, pausedUntilMs - clock.monotonicMs())

  const permit = (nowMs: number, sinceMs: number): Permit => {
    theoreticalMs = Math.max(nowMs, theoreticalMs) + intervalMs()
    window.add(nowMs)
    sequence++
    return { sequence, waitedMs: nowMs - sinceMs }
  }

  const changeRate = (next: number) => {
    const nowMs = clock.monotonicMs()
    // The same number of slots stays used, whatever a slot is now.
    if (theoreticalMs > nowMs) theoreticalMs = nowMs + ((theoreticalMs - nowMs) * rate) / next
    rate = next
  }

  const release = () => {
    for (;;) {
      const nowMs = clock.monotonicMs()
      // A thousandth of a millisecond absorbs the rounding of sums.
      if (dueMs() > nowMs + 0.001) break
      const waiter = queue.take()
      if (!waiter) break
      waiter.grant(permit(nowMs, waiter.sinceMs))
    }
    schedule()
  }

  const schedule = () => {
    if (queue.size === 0) {
      timer?.abort()
      timer = undefined
      return
    }
    if (timer) return
    const current = new AbortController()
    timer = current
    const wake = () => {
      if (timer !== current) return
      timer = undefined
      release()
    }
    clock.sleep(Math.ceil(dueMs() - clock.monotonicMs()), current.signal).then(wake, () => {})
  }

  const wait = ({ priority, signal }: AcquireOptions, longestPauseMs: number, sinceMs: number): Promise<Permit> =>
    new Promise((resolve, reject) => {
      const settle = () => signal?.removeEventListener('abort', onAbort)
      const waiter: Waiter = {
        priority: priority ?? 'interactive',
        sinceMs,
        longestPauseMs,
        grant: (granted) => {
          settle()
          resolve(granted)
        },
        refuse: (reason) => {
          settle()
          reject(reason)
        },
      }
      const onAbort = () => {
        queue.remove(waiter)
        schedule()
        waiter.refuse(signal?.reason)
      }
      signal?.addEventListener('abort', onAbort)
      queue.add(waiter)
      schedule()
    })

  return {
    get perSecond() {
      return rate
    },
    get pausedMs() {
      return pausedMs()
    },
    get waiting() {
      return queue.size
    },
    acquire: async (options = {}) => {
      const { signal, longestPauseMs = Number.POSITIVE_INFINITY } = options
      signal?.throwIfAborted()
      const nowMs = clock.monotonicMs()
      if (pausedUntilMs - nowMs > longestPauseMs) throw new PauseTooLongError(pausedMs())
      if (queue.size === 0 && dueMs() <= nowMs) return permit(nowMs, nowMs)
      return wait(options, longestPauseMs, nowMs)
    },
    setLimits: (next) => {
      checkLimits(next)
      if (next.perSecond === limits.perSecond && next.burst === limits.burst) return
      const isSlowedDown = rate < limits.perSecond
      limits = { perSecond: next.perSecond, burst: next.burst }
      window = window.resized(windowSize(limits), windowMs(limits))
      changeRate(isSlowedDown ? Math.min(rate, limits.perSecond) : limits.perSecond)
      timer?.abort()
      timer = undefined
      release()
    },
    refused: (refusedPermit, retryAfterMs) => {
      const nowMs = clock.monotonicMs()
      const isNew = refusedPermit.sequence > sequenceAtRefusal
      if (isNew) {
        sequenceAtRefusal = sequence
        refusalsInARow++
        changeRate(Math.max(Math.min(slowestPerSecond, limits.perSecond), rate / 2))
      } else if (retryAfterMs === undefined) return
      const backOffMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (refusalsInARow - 1)) * (1 + random() / 2)
      pausedUntilMs = Math.max(pausedUntilMs, nowMs + (retryAfterMs ?? backOffMs))
      // A server that asks for no wait at all, with `Retry-After: 0`, still gets no more than the rate.
      theoreticalMs = Math.max(pausedUntilMs, retryAfterMs === undefined ? 0 : nowMs + intervalMs()) + toleranceMs()
      for (const waiter of queue.takeWhere((candidate) => candidate.longestPauseMs < pausedUntilMs - nowMs)) {
        waiter.refuse(new PauseTooLongError(pausedMs()))
      }
      schedule()
    },
    succeeded: ({ sequence: succeeded }) => {
      if (succeeded <= sequenceAtRefusal) return
      refusalsInARow = 0
      if (rate < limits.perSecond) changeRate(Math.min(limits.perSecond, rate + 1 / rate))
    },
  }
}

function checkLimits({ perSecond, burst }: RateLimits): void {
  if (!(perSecond > 0 && perSecond <= 10_000)) {
    throw new TypeError(`perSecond is ${perSecond}; give a number of requests above 0 and up to 10000`)
  }
  if (!Number.isInteger(burst) || burst < 1) throw new TypeError(`burst is ${burst}; give a whole number above 0`)
}

/** In no second are there more than rate and burst together. */
function windowSize({ perSecond, burst }: RateLimits): number {
  return Math.floor(perSecond + burst)
}

function windowMs({ perSecond, burst }: RateLimits): number {
  return 1000 + Math.min(holdUpMs, (500 * burst) / perSecond)
}
