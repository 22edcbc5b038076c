import { describe, expect, it } from 'vitest'
import { createModelSource } from '../../testing/model-source.ts'
import { readRecords } from '../read-records.ts'
import { createLaneCount } from './lane-count.ts'

describe('createLaneCount', () => {
  it.each([
    [5, 2],
    [200, 7],
    [500, 16],
    [1000, 31],
    [10_000, 64],
  ])('opens for pages of %i ms %i lanes at 25 requests a second', (latencyMs, lanes) => {
    const count = createLaneCount({ clock: createModelSource({ ids: [] }).clock, ratePerSecond: 25 })

    count.observe(latencyMs)

    expect(count.current()).toBe(lanes)
  })

  it('keeps the number that was asked for', () => {
    const count = createLaneCount({ clock: createModelSource({ ids: [] }).clock, ratePerSecond: 25, concurrency: 3 })

    count.observe(5000)

    expect(count.current()).toBe(3)
  })

  it('does not take waiting for the limiter for latency', async () => {
    const source = createModelSource({
      ids: Array.from({ length: 40_000 }, (_, i) => i),
      latencyMs: 200,
      ratePerSecond: 25,
    })
    let most = 0
    const stream = readRecords(source, { clock: source.clock })

    for await (const _ of stream.pages()) most = Math.max(most, source.pending)

    expect(most).toBeLessThanOrEqual(9)
  })

  it('opens more lanes when pages become slower', async () => {
    let latencyMs = 100
    const source = createModelSource({
      ids: Array.from({ length: 60_000 }, (_, i) => i),
      latencyMs: () => latencyMs,
      ratePerSecond: 25,
      beforeAnswer: (_, count) => {
        if (count === 300) latencyMs = 800
      },
    })

    for await (const _ of readRecords(source, { clock: source.clock }).pages());

    const slowRequests = source.sent.slice(500, 1100)
    const spanMs = (slowRequests.at(-1)?.atMs ?? 0) - (slowRequests[0]?.atMs ?? 0)
    expect((slowRequests.length / spanMs) * 1000).toBeGreaterThan(22)
  })
})
