import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../runtime/clock.ts'
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts'
import type { Permit } from './permit.ts'
import { createRateLimiter, PauseTooLongError, type RateLimiter } from './rate-limiter.ts'

/** Starts `count` waits and notes when each is granted. */
function flood(limiter: RateLimiter, clock: ManualClock, count: number, priority: 'interactive' | 'bulk' = 'bulk') {
  const grants: { atMs: number; priority: string; permit: Permit }[] = []
  for (let i = 0; i < count; i++) {
    void limiter.acquire({ priority }).then((permit) => grants.push({ atMs: clock.monotonicMs(), priority, permit }))
  }
  return grants
}

function mostInOneSecond(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b)
  return Math.max(0, ...sorted.map((start) => sorted.filter((time) => time >= start && time <= start + 1000).length))
}

describe('createRateLimiter', () => {
  it('lets a burst of 20 go at once and then 25 a second', async () => {
    const clock = createManualClock()
    const grants = flood(createRateLimiter({ clock }), clock, 100)

    await clock.advance(0)
    expect(grants).toHaveLength(20)
    await clock.advance(1000)
    expect(grants).toHaveLength(45)
    await clock.advance(1000)
    expect(grants).toHaveLength(70)
  })

  it('holds the bound of one second also when the first requests are held up for nearly a tenth of it', async () => {
    const clock = createManualClock()
    const grants = flood(createRateLimiter({ clock }), clock, 100)

    await clock.advance(3000)

    const arrivals = grants.map(({ atMs }) => Math.max(atMs, 99))
    expect(mostInOneSecond(arrivals)).toBeLessThanOrEqual(45)
    expect(grants).toHaveLength(20 + 75)
  })

  it('keeps one timer for the whole queue, and none when nobody waits', async () => {
    const clock = createManualClock()
    const grants = flood(createRateLimiter({ clock }), clock, 30)

    await clock.advance(0)
    expect(clock.sleeping).toBe(1)
    await clock.advance(400)

    expect(grants).toHaveLength(30)
    expect(clock.sleeping).toBe(0)
  })

  it('loses no rate to timers that wake late', async () => {
    const manual = createManualClock()
    const clock = { ...manual, sleep: (ms: number, signal?: AbortSignal) => manual.sleep(ms + 15, signal) }
    const grants = flood(createRateLimiter({ clock }), manual, 2000)

    await manual.advance(60_000)

    expect(grants.length - 20).toBeGreaterThanOrEqual(0.97 * 25 * 60)
  })

  it("reaches the rate with the machine's own timers", async () => {
    const limiter = createRateLimiter({ perSecond: 1000, burst: 1, clock: systemClock })
    const [limitedMs, sleptMs] = await Promise.all([
      durationOf(async () => {
        for (let i = 0; i < 300; i++) await limiter.acquire()
      }),
      // What the machine makes of as many pauses of a millisecond at the same time: a busy one stretches both.
      durationOf(async () => {
        for (let i = 0; i < 300; i++) await systemClock.sleep(1)
      }),
    ])

    expect(limitedMs).toBeGreaterThanOrEqual(299)
    expect(limitedMs).toBeLessThan(2 * sleptMs)
  })

  it('lets interactive requests go ahead of bulk ones, without starving these', async () => {
    const clock = createManualClock()
    const limiter = createRateLimiter({ clock, burst: 1 })
    const bulk = flood(limiter, clock, 20, 'bulk')
    const interactive = flood(limiter, clock, 20, 'interactive')

    await clock.advance(0)
    await clock.advance(40 * 10)

    expect(interactive).toHaveLength(8)
    expect(bulk).toHaveLength(1 + 2)
  })

  it('keeps the order of arrival within a priority', async () => {
    const clock = createManualClock()
    const grants = flood(createRateLimiter({ clock }), clock, 60)

    await clock.advance(2000)

    expect(grants.map(({ permit }) => permit.sequence)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
  })

  it('says how long each waited', async () => {
    const clock = createManualClock()
    const grants = flood(createRateLimiter({ clock, burst: 1 }), clock, 3)

    await clock.advance(100)

    expect(grants.map(({ permit }) => permit.waitedMs)).toEqual([0, 40, 80])
  })

  it("rejects an abandoned wait with the signal's own reason and gives its slot to the next", async () => {
    const clock = createManualClock()
    const limiter = createRateLimiter({ clock, burst: 1 })
    await limiter.acquire()
    const controller = new AbortController()
    const reason = new Error('enough')
    const abandoned = limiter.acquire({ signal: controller.signal })
    const next = flood(limiter, clock, 1)

    controller.abort(reason)
    await expect(abandoned).rejects.toBe(reason)
    await clock.advance(40)

    expect(next).toHaveLength(1)
    await expect(limiter.acquire({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  it('leaves no timer when the last waiter goes away', async () => {
    const clock = createManualClock()
    const limiter = createRateLimiter({ clock, burst: 1 })
    await limiter.acquire()
    const controller = new AbortController()
    const abandoned = limiter.acquire({ signal: controller.signal })
    expect(clock.sleeping).toBe(1)

    controller.abort(new Error('enough'))
    await expect(abandoned).rejects.toThrow('enough')

    expect(clock.sleeping).toBe(0)
    expect(limiter.waiting).toBe(0)
  })

  it.each([{ perSecond: 0 }, { perSecond: Number.NaN }, { burst: 0 }, { burst: 1.5 }])('refuses %j', (options) => {
    expect(() => createRateLimiter(options)).toThrow(TypeError)
  })

  it('never lets more than rate and burst go in any second, whatever arrives, waits and is abandoned', async () => {
    const arrival = fc.record({
      afterMs: fc.integer({ min: 0, max: 400 }),
      count: fc.integer({ min: 1, max: 30 }),
      priority: fc.constantFrom('interactive' as const, 'bulk' as const),
      abandonAfterMs: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(arrival, { minLength: 1, maxLength: 12 }), async (arrivals) => {
        const clock = createManualClock()
        const limiter = createRateLimiter({ clock })
        const times: number[] = []
        let abandoned = 0
        let total = 0
        for (const { afterMs, count, priority, abandonAfterMs } of arrivals) {
          await clock.advance(afterMs)
          for (let i = 0; i < count; i++) {
            total++
            const controller = new AbortController()
            limiter.acquire({ priority, signal: controller.signal }).then(
              () => times.push(clock.monotonicMs()),
              () => abandoned++,
            )
            if (abandonAfterMs !== undefined && i % 2 === 0) {
              void clock.sleep(abandonAfterMs).then(() => controller.abort())
            }
          }
        }
        await clock.advance((total / 25) * 1000 + 1000)

        expect(mostInOneSecond(times)).toBeLessThanOrEqual(45)
        expect(times.length + abandoned).toBe(total)
        expect(limiter.waiting).toBe(0)
      }),
      { numRuns: 40 },
    )
  })
})

describe('createRateLimiter after a refusal', () => {
  const setUp = async () => {
    const clock = createManualClock()
    const limiter = createRateLimiter({ clock, random: () => 0 })
    return { clock, limiter, permit: await limiter.acquire() }
  }

  it('pauses everyone for as long as Retry-After says, without a burst afterwards', async () => {
    const { clock, limiter, permit } = await setUp()
    limiter.refused(permit, 5000)
    const grants = flood(limiter, clock, 100)

    await clock.advance(4999)
    expect(grants).toHaveLength(0)
    expect(limiter.pausedMs).toBe(1)
    await clock.advance(1)
    expect(grants).toHaveLength(1)
    await clock.advance(1000)
    expect(grants.length).toBeLessThanOrEqual(14)
  })

  it('doubles its back-off with each refusal in a row, up to 30 s, and starts again after a success', async () => {
    const { clock, limiter } = await setUp()
    const pauses: number[] = []
    for (let i = 0; i < 7; i++) {
      const permit = limiter.acquire()
      await clock.advance(60_000)
      limiter.refused(await permit)
      pauses.push(limiter.pausedMs)
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])

    await clock.advance(60_000)
    limiter.succeeded(await limiter.acquire())
    limiter.refused(await limiter.acquire())
    expect(limiter.pausedMs).toBe(1000)
  })

  it('spreads back-offs by up to a half', async () => {
    const clock = createManualClock()
    const limiter = createRateLimiter({ clock, random: () => 0.999 })
    limiter.refused(await limiter.acquire())

    expect(limiter.pausedMs).toBeGreaterThan(1490)
    expect(limiter.pausedMs).toBeLessThan(1500)
  })

  it('takes several refusals of one volley for one', async () => {
    const { limiter, permit } = await setUp()
    const others = [await limiter.acquire(), await limiter.acquire()]

    limiter.refused(permit)
    for (const other of others) limiter.refused(other)

    expect(limiter.perSecond).toBe(12.5)
    expect(limiter.pausedMs).toBe(1000)
  })

  it('keeps to the rate when Retry-After is 0 again and again', async () => {
    const clock = createManualClock()
    const limiter = createRateLimiter({ clock, random: () => 0 })
    const startMs = clock.monotonicMs()
    let refused = 0

    const refusing = (async () => {
      for (; refused < 40; refused++) limiter.refused(await limiter.acquire(), 0)
    })()
    await clock.advance(10_000)

    expect(clock.monotonicMs() - startMs).toBe(10_000)
    expect(refused).toBeLessThan(20)
    await clock.advance(60_000)
    await refusing
  })

  it('heeds the longest Retry-After of a volley', async () => {
    const { limiter, permit } = await setUp()
    const other = await limiter.acquire()

    limiter.refused(permit, 2000)
    limiter.refused(other, 7000)

    expect(limiter.pausedMs).toBe(7000)
  })

  it('never slows down below one request a second', async () => {
    const { clock, limiter } = await setUp()
    for (let i = 0; i < 10; i++) {
      const permit = limiter.acquire()
      await clock.advance(60_000)
      limiter.refused(await permit)
    }

    expect(limiter.perSecond).toBe(1)
  })

  it('grows back to the full rate with successes, not with those from before the refusal', async () => {
    const { clock, limiter, permit } = await setUp()
    const before = await limiter.acquire()
    limiter.refused(permit)
    limiter.succeeded(before)
    expect(limiter.perSecond).toBe(12.5)
    await clock.advance(1000)

    let elapsedMs = 0
    while (limiter.perSecond < 25 && elapsedMs < 60_000) {
      const next = limiter.acquire()
      await clock.advance(80)
      elapsedMs += 80
      limiter.succeeded(await next)
    }

    expect(limiter.perSecond).toBe(25)
    expect(elapsedMs).toBeGreaterThan(5000)
    expect(elapsedMs).toBeLessThan(60_000)
  })

  it('rejects at once who cannot outwait the pause, also those who wait already', async () => {
    const { clock, limiter, permit } = await setUp()
    for (let i = 0; i < 19; i++) await limiter.acquire()
    const waiting = limiter.acquire({ longestPauseMs: 10_000 })
    const patient = flood(limiter, clock, 1)

    limiter.refused(permit, 20_000)

    await expect(waiting).rejects.toThrow(PauseTooLongError)
    await expect(limiter.acquire({ longestPauseMs: 10_000 })).rejects.toMatchObject({ pausedMs: 20_000 })
    await clock.advance(20_000)
    expect(patient).toHaveLength(1)
  })

  it('never goes faster than rate and burst around refusals', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ runMs: fc.integer({ min: 0, max: 3000 }), retryAfterMs: fc.integer({ min: 0, max: 2000 }) }),
          {
            maxLength: 4,
          },
        ),
        async (refusals) => {
          const clock = createManualClock()
          const limiter = createRateLimiter({ clock })
          const grants = flood(limiter, clock, 300)
          for (const { runMs, retryAfterMs } of refusals) {
            await clock.advance(runMs)
            const last = grants.at(-1)
            if (last) limiter.refused(last.permit, retryAfterMs)
            await clock.advance(retryAfterMs)
            for (const { permit } of grants.slice(-5)) limiter.succeeded(permit)
          }
          await clock.advance(3000)

          expect(mostInOneSecond(grants.map(({ atMs }) => atMs))).toBeLessThanOrEqual(45)
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('setLimits', () => {
  it('lets those who wait go on at the new rate at once', async () => {
    const clock = createManualClock()
    const limiter = createRateLimiter({ clock, perSecond: 1, burst: 1 })
    const grants = flood(limiter, clock, 40)
    await clock.advance(0)
    expect(grants).toHaveLength(1)

    limiter.setLimits({ perSecond: 20, burst: 1 })
    await clock.advance(1000)

    expect(grants.length).toBeGreaterThanOrEqual(20)
    expect(grants.length).toBeLessThanOrEqual(22)
  })

  it('counts what was sent before against the smaller rate', async () => {
    const clock = createManualClock()
    const limiter = createRateLimiter({ clock, perSecond: 25, burst: 20 })
    const grants = flood(limiter, clock, 100)
    await clock.advance(0)
    expect(grants).toHaveLength(20)

    limiter.setLimits({ perSecond: 5, burst: 4 })
    await clock.advance(1000)

    expect(grants).toHaveLength(20)
  })

  it('never lets more go in a second than the larger of the two limits allows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ perSecond: fc.integer({ min: 1, max: 25 }), burst: fc.integer({ min: 1, max: 20 }) }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.integer({ min: 1, max: 900 }),
        async (changes, stepMs) => {
          const clock = createManualClock()
          const limiter = createRateLimiter({ clock })
          const grants = flood(limiter, clock, 200)
          for (const limits of changes) {
            limiter.setLimits(limits)
            await clock.advance(stepMs)
          }
          expect(mostInOneSecond(grants.map(({ atMs }) => atMs))).toBeLessThanOrEqual(45)
          const last = changes.at(-1) ?? { perSecond: 1, burst: 1 }
          const settled = grants.length
          await clock.advance(3000)
          expect(grants.length - settled).toBeLessThanOrEqual(last.burst + 3 * last.perSecond + 1)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('does not end a pause, and does not undo a slow-down', async () => {
    const clock = createManualClock()
    const limiter = createRateLimiter({ clock, random: () => 0 })
    const permit = await limiter.acquire()
    limiter.refused(permit, 5000)

    limiter.setLimits({ perSecond: 20, burst: 16 })

    expect(limiter.pausedMs).toBe(5000)
    expect(limiter.perSecond).toBe(12.5)
    limiter.setLimits({ perSecond: 4, burst: 3 })
    expect(limiter.perSecond).toBe(4)
  })

  it('refuses what is not a rate and goes on with the old one', () => {
    const limiter = createRateLimiter({ perSecond: 7, burst: 3 })

    expect(() => limiter.setLimits({ perSecond: 0, burst: 3 })).toThrow(TypeError)
    expect(() => limiter.setLimits({ perSecond: 7, burst: 0.5 })).toThrow(TypeError)
    expect(limiter.perSecond).toBe(7)
  })
})

async function durationOf(work: () => Promise<void>): Promise<number> {
  const startMs = performance.now()
  await work()
  return performance.now() - startMs
}
