import { describe, expect, test, vi } from 'vitest'
import { createManualClock, type ManualClock } from '../../../connector/src/testing/manual-clock.ts'
import { type PartWatch, watchPart } from './watch-part.ts'

describe('watchPart', () => {
  test('finds nothing while the part says now and then that it lives', async () => {
    const watched = watchItself()

    for (let turn = 0; turn < 4; turn++) {
      watched.watch.alive(0)
      await watched.look(30)
    }
    expect(watched.reasons).toEqual([])
  })

  test('finds a part unfit that has been silent for more than 30 looks', async () => {
    const { look, reasons } = watchItself()

    await look(30)
    expect(reasons).toEqual([])
    await look(1)
    expect(reasons).toEqual(['it was stuck: no sign of life for 31 s'])
  })

  test('counts looks instead of time: nobody looks while the whole machine sleeps', async () => {
    const { look, reasons } = watchItself({ pauseMs: 600_000 })

    await look(30)
    expect(reasons).toEqual([])
  })

  test('finds a part unfit that is larger than it may be, whatever it says of itself', async () => {
    const { look, reasons } = watchItself({ residentMebibytes: 1 })

    await look(1)
    expect(reasons).toEqual([expect.stringMatching(/^it used \d+ MiB of memory and may use 1$/)])
  })

  test('believes the part where the system does not tell', async () => {
    const { look, watch, reasons } = watchItself({ pid: -1, residentMebibytes: 100 })

    watch.alive(99 * 1024 * 1024)
    await look(1)
    expect(reasons).toEqual([])
    watch.alive(101 * 1024 * 1024)
    await look(1)
    expect(reasons).toEqual(['it used 101 MiB of memory and may use 100'])
  })

  test('looks no more when the process is gone', async () => {
    const { clock, gone, reasons } = watchItself()

    gone.abort()
    await clock.advance(100_000)
    expect(reasons).toEqual([])
    expect(clock.sleeping).toBe(0)
  })
})

interface Watched {
  readonly clock: ManualClock
  readonly watch: PartWatch
  readonly gone: AbortController
  readonly reasons: string[]
  /** Lets the watch look so many times, and come to its judgement. */
  look(times: number): Promise<void>
}

/** Watches the process of the tests, which is there and has a size. */
function watchItself({
  pid = process.pid,
  residentMebibytes = 1_000_000,
  pauseMs = 1000,
}: {
  pid?: number
  residentMebibytes?: number
  /** How long each pause between two looks lasts, whatever was asked for. */
  pauseMs?: number
} = {}): Watched {
  const clock = createManualClock()
  const reasons: string[] = []
  const gone = new AbortController()
  const memory = { residentMebibytes, heapMebibytes: residentMebibytes }
  const onUnfit = (reason: string) => void reasons.push(reason)
  const slow = { sleep: (_durationMs: number, signal?: AbortSignal) => clock.sleep(pauseMs, signal) }
  const watch = watchPart({ pid, memory, clock: slow, signal: gone.signal, onUnfit })
  const look = async (times: number): Promise<void> => {
    for (let time = 0; time < times; time++) {
      await clock.advance(pauseMs)
      await vi.waitFor(() => expect(clock.sleeping + reasons.length).toBe(1), { interval: 1 })
    }
  }
  return { clock, watch, gone, reasons, look }
}
