import { afterEach, describe, expect, it, vi } from 'vitest'
import { type DueAlarm, startDueAlarm } from './due-alarm.ts'

let alarm: DueAlarm | undefined
afterEach(() => alarm?.stop())

/** Rings until the test ends; resolves at the first ring with the milliseconds that it took. */
async function firstRing(looks: readonly (number | undefined)[], everyMs: number): Promise<number> {
  const startedAtMs = performance.now()
  const left = [...looks]
  return await new Promise((resolve, reject) => {
    alarm = startDueAlarm({
      untilNextMs: async () => left.shift(),
      ring: () => resolve(performance.now() - startedAtMs),
      everyMs,
      onError: reject,
    })
  })
}

describe('an alarm', () => {
  it('rings at the moment that it was told, and not before', async () => {
    expect(await firstRing([40], 60_000)).toBeGreaterThanOrEqual(40)
  })

  it('rings at once for what is due already', async () => {
    expect(await firstRing([-5], 60_000)).toBeLessThan(60_000)
  })

  it('looks again for what was not there, or is too far away', async () => {
    const rung = vi.fn()
    const untilNextMs = vi.fn().mockResolvedValueOnce(undefined).mockResolvedValueOnce(3_600_000).mockResolvedValue(0)
    const looksBeforeRing: number[] = []

    alarm = startDueAlarm({
      untilNextMs,
      ring: () => {
        looksBeforeRing.push(untilNextMs.mock.calls.length)
        rung()
      },
      everyMs: 5,
      onError: () => {},
    })
    await vi.waitFor(() => expect(rung).toHaveBeenCalled())

    expect(looksBeforeRing[0]).toBe(3)
  })

  it('goes on after a look that failed', async () => {
    const [failed, rung] = [vi.fn(), vi.fn()]
    const untilNextMs = vi.fn().mockRejectedValueOnce(new Error('away')).mockResolvedValue(0)

    alarm = startDueAlarm({ untilNextMs, ring: rung, everyMs: 5, onError: failed })
    await vi.waitFor(() => expect(rung).toHaveBeenCalled())

    expect(failed).toHaveBeenCalledExactlyOnceWith(new Error('away'))
  })

  it('rings no more once it is stopped', async () => {
    const rung = vi.fn()
    const stopped = startDueAlarm({
      untilNextMs: async () => 60_000,
      ring: rung,
      everyMs: 3_600_000,
      onError: () => {},
    })

    await stopped.stop()

    expect(rung).not.toHaveBeenCalled()
  })
})
