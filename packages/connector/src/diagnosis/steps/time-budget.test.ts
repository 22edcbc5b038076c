import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../testing/manual-clock.ts'
import { createTimeBudget, TimeLimitReached } from './time-budget.ts'

const never = () => new Promise<never>(() => {})

describe('createTimeBudget', () => {
  it('hands on what the work gives and leaves no timer behind', async () => {
    const clock = createManualClock()
    const budget = createTimeBudget({ clock, totalMs: 1000, signal: undefined })

    expect(await budget.run(100, async () => 7)).toBe(7)
    expect(clock.sleeping).toBe(0)
  })

  it('gives up on work that heeds no signal, and says how long it waited', async () => {
    const clock = createManualClock()
    const budget = createTimeBudget({ clock, totalMs: 1000, signal: undefined })

    const run = budget.run(100, never)
    const failure = expect(run).rejects.toMatchObject({ name: 'TimeLimitReached', waitedMs: 100 })
    await clock.advance(100)

    await failure
  })

  it('gives no step more than what is left of the whole', async () => {
    const clock = createManualClock()
    const budget = createTimeBudget({ clock, totalMs: 1000, signal: undefined })
    await clock.advance(700)

    const failure = expect(budget.run(5000, never)).rejects.toMatchObject({ waitedMs: 300 })
    await clock.advance(300)

    await failure
    await expect(budget.run(100, async () => 7)).rejects.toBeInstanceOf(TimeLimitReached)
  })

  it('tells work that was given up on to stop', async () => {
    const clock = createManualClock()
    const budget = createTimeBudget({ clock, totalMs: 1000, signal: undefined })
    let signal: AbortSignal | undefined
    const run = budget.run(100, (given) => {
      signal = given
      return never()
    })

    const failure = expect(run).rejects.toBeInstanceOf(TimeLimitReached)
    await clock.advance(100)

    await failure
    expect(signal?.aborted).toBe(true)
  })

  it("ends with the caller's own reason at once", async () => {
    const clock = createManualClock()
    const controller = new AbortController()
    const budget = createTimeBudget({ clock, totalMs: 1000, signal: controller.signal })
    const reason = new Error('enough')

    const failure = expect(budget.run(100, never)).rejects.toBe(reason)
    controller.abort(reason)

    await failure
    expect(clock.sleeping).toBe(0)
  })
})
