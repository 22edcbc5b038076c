import { describe, expect, it } from 'vitest'
import { type ChartTest, chartPadding, layOutChart, scaleFor } from './history-chart-model.ts'

function test(index: number, durationMs: number | null, outcome: string | null = 'OK'): ChartTest {
  return {
    id: String(index),
    at: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
    outcome,
    title: outcome ?? 'Running',
    durationMs,
  }
}

const size = { width: 600, height: 120 }

describe('layOutChart', () => {
  it('goes from the oldest at the left to the newest at the right, however they were given', () => {
    const { marks } = layOutChart([test(3, 10), test(1, 10), test(2, 10)], size)

    expect(marks.map(({ id }) => id)).toEqual(['1', '2', '3'])
    expect(marks.map(({ x }) => x)).toEqual(marks.map(({ x }) => x).toSorted((a, b) => a - b))
  })

  it('keeps everything inside, and bars on the ground line', () => {
    const { marks, ticks } = layOutChart([test(1, 1), test(2, 90_000, 'TOKEN_TIMEOUT'), test(3, 400)], size)

    for (const { x, y, barWidth, barHeight } of marks) {
      expect(x - barWidth / 2).toBeGreaterThanOrEqual(chartPadding.left)
      expect(x + barWidth / 2).toBeLessThanOrEqual(size.width - chartPadding.right)
      expect(y).toBeGreaterThanOrEqual(chartPadding.top)
      expect(y + barHeight).toBeCloseTo(size.height - chartPadding.bottom)
    }
    expect(ticks[0]?.y).toBeCloseTo(size.height - chartPadding.bottom)
  })

  it('draws a longer test higher, and one that is very long does not flatten the others', () => {
    const [short, long, lost] = layOutChart([test(1, 100), test(2, 200), test(3, 45_000)], size).marks

    expect(long?.barHeight).toBeGreaterThan(short?.barHeight ?? 0)
    expect(lost?.barHeight).toBeGreaterThan(long?.barHeight ?? 0)
    expect(short?.barHeight).toBeGreaterThan(0.1 * size.height)
  })

  it('shows as many of the newest as there is room for', () => {
    const tests = Array.from({ length: 200 }, (_, index) => test(index, 10))
    const { marks } = layOutChart(tests, { width: 200, height: 120 })

    expect(marks.length).toBeLessThan(20)
    expect(marks.at(-1)?.id).toBe('199')
  })

  it('leaves out what still runs or was never run, and draws nothing without room or tests', () => {
    expect(layOutChart([test(1, null, null)], size)).toEqual({ marks: [], ticks: [] })
    expect(layOutChart([test(1, 0, 'CONTAINER_OFFLINE')], size)).toEqual({ marks: [], ticks: [] })
    expect(layOutChart([test(1, 5)], { width: 0, height: 0 })).toEqual({ marks: [], ticks: [] })
    expect(layOutChart([], size)).toEqual({ marks: [], ticks: [] })
  })
})

describe('scaleFor', () => {
  it.each([[0], [7], [10], [99, 101], [950, 1234], [30_000, 90_000], [100, 45_000], [3_600_000]])(
    'holds %j between two or more round steps',
    (...durations) => {
      const scale = scaleFor(durations)

      expect(scale.length).toBeGreaterThanOrEqual(2)
      expect(scale.at(-1)).toBeGreaterThanOrEqual(Math.min(Math.max(...durations), 600_000))
      expect(scale).toEqual(scale.toSorted((a, b) => a - b))
    },
  )
})
