import { describe, expect, it } from 'vitest'
import { type ChartTest, chartPadding, kindOf, layOutChart, niceTicks, summarize } from './history-chart-model.ts'

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
    expect(ticks[0]).toEqual({ durationMs: 0, y: size.height - chartPadding.bottom })
  })

  it('draws a longer test higher', () => {
    const [short, long] = layOutChart([test(1, 100), test(2, 200)], size).marks

    expect(long?.barHeight).toBeCloseTo(2 * (short?.barHeight ?? 0))
  })

  it('shows as many of the newest as there is room for', () => {
    const tests = Array.from({ length: 200 }, (_, index) => test(index, 10))
    const { marks } = layOutChart(tests, { width: 200, height: 120 })

    expect(marks.length).toBeLessThan(20)
    expect(marks.at(-1)?.id).toBe('199')
  })

  it('leaves out what still runs, and draws nothing without room or tests', () => {
    expect(layOutChart([test(1, null, null)], size)).toEqual({ marks: [], ticks: [] })
    expect(layOutChart([test(1, 5)], { width: 0, height: 0 })).toEqual({ marks: [], ticks: [] })
    expect(layOutChart([], size)).toEqual({ marks: [], ticks: [] })
  })
})

describe('niceTicks', () => {
  it.each([0, 1, 3, 7, 42, 99, 100, 101, 950, 1234, 30_000, 90_000])(
    'reaches above %d in a few round steps',
    (greatest) => {
      const ticks = niceTicks(greatest)
      const step = ticks[1] ?? 0

      expect(ticks[0]).toBe(0)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(greatest)
      expect(ticks.length).toBeGreaterThanOrEqual(2)
      expect(ticks.length).toBeLessThanOrEqual(7)
      expect(Number((step / 10 ** Math.floor(Math.log10(step))).toFixed(6))).toBeOneOf([1, 2, 5])
    },
  )
})

describe('kindOf', () => {
  it('tells passed, failed and cancelled', () => {
    expect(['OK', 'OK_DEPRECATED_AUTH', 'CANCELLED', 'INVALID_CLIENT'].map(kindOf)).toEqual([
      'passed',
      'passed',
      'cancelled',
      'failed',
    ])
  })
})

describe('summarize', () => {
  it('counts what tells something of the connection', () => {
    expect(summarize([test(1, 5), test(2, 5, 'INVALID_CLIENT'), test(3, 5, 'CANCELLED'), test(4, null, null)])).toBe(
      '1 of 2 passed.',
    )
    expect(summarize([])).toBe('No finished tests.')
  })
})
