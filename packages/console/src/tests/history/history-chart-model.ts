import { type Verdict, verdictOf } from '../report/verdict.ts'

/** One test of the history, as the chart needs it. */
export interface ChartTest {
  readonly id: string
  readonly at: string
  readonly outcome: string | null
  readonly title: string
  /** Null while it runs. */
  readonly durationMs: number | null
}

/** One test as the chart shows it: a bar up to its duration, and a mark on top for its outcome. */
export interface ChartMark extends ChartTest {
  readonly kind: Verdict
  readonly x: number
  readonly y: number
  readonly barWidth: number
  readonly barHeight: number
}

export interface ChartTick {
  readonly y: number
  readonly durationMs: number
}

export interface Chart {
  readonly marks: readonly ChartMark[]
  readonly ticks: readonly ChartTick[]
}

/** Room around what is drawn, in pixels: names of the scale at the left, marks above the bars. */
export const chartPadding = { left: 52, right: 8, top: 12, bottom: 8 } as const

/** Marks that are closer would touch. */
const leastStep = 9
const mostBarWidth = 18

/** Round durations of the scale, each about three times the one before: a slow test does not flatten the quick ones. */
const scaleMs = [10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 60_000, 180_000, 600_000] as const

/**
 * Lays out tests that ran from the oldest on the left to the newest on the right, as many of the newest as fit. They are
 * equally far apart, because the time between tests says little about them. Heights grow with the logarithm of the duration.
 */
export function layOutChart(tests: readonly ChartTest[], { width, height }: { width: number; height: number }): Chart {
  const innerWidth = Math.max(0, width - chartPadding.left - chartPadding.right)
  const innerHeight = Math.max(0, height - chartPadding.top - chartPadding.bottom)
  const room = Math.max(1, Math.floor(innerWidth / leastStep))
  const shown = tests
    .flatMap((test) => (hasRun(test) ? [test] : []))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .slice(-room)
  if (shown.length === 0 || innerWidth === 0) return { marks: [], ticks: [] }

  const step = Math.min(48, innerWidth / shown.length)
  const barWidth = Math.min(mostBarWidth, Math.max(2, step * 0.55))
  const ticks = scaleFor(shown.map(({ durationMs }) => durationMs))
  const [bottomMs = 1, topMs = 10] = [ticks[0], ticks.at(-1)]
  const toY = (durationMs: number): number => {
    const share = Math.log(Math.max(durationMs, bottomMs) / bottomMs) / Math.log(topMs / bottomMs)
    return chartPadding.top + innerHeight * (1 - Math.min(1, share))
  }
  // The newest stands at the right edge.
  const firstX = width - chartPadding.right - step * shown.length
  return {
    marks: shown.map((test, index) => {
      const y = toY(test.durationMs)
      return {
        ...test,
        kind: verdictOf(test.outcome),
        x: firstX + step * (index + 0.5),
        y,
        barWidth,
        barHeight: chartPadding.top + innerHeight - y,
      }
    }),
    ticks: ticks.map((durationMs) => ({ durationMs, y: toY(durationMs) })),
  }
}

/** The part of the scale that has all durations, and one step below the shortest, so that it has a bar, too. */
export function scaleFor(durationsMs: readonly number[]): readonly number[] {
  const [least, most] = [Math.min(...durationsMs), Math.max(...durationsMs)]
  const first = Math.min(
    scaleMs.length - 2,
    Math.max(
      0,
      scaleMs.findLastIndex((tick) => tick < least),
    ),
  )
  const last = scaleMs.findIndex((tick) => tick >= most)
  return scaleMs.slice(first, last === -1 ? undefined : Math.max(last, first + 1) + 1)
}

function hasRun(test: ChartTest): test is ChartTest & { readonly durationMs: number; readonly outcome: string } {
  return test.durationMs !== null && test.outcome !== null && verdictOf(test.outcome) !== 'not-run'
}
