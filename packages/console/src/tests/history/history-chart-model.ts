import { isPassed } from '../report/report-facts.ts'

/** One test of the history, as the chart needs it. */
export interface ChartTest {
  readonly id: string
  readonly at: string
  readonly outcome: string | null
  readonly title: string
  /** Null while it runs. */
  readonly durationMs: number | null
}

/** `cancelled` says nothing about the connection and is drawn small. */
export type MarkKind = 'passed' | 'failed' | 'cancelled'

/** One test as the chart shows it: a bar up to its duration, and a mark on top for its outcome. */
export interface ChartMark extends ChartTest {
  readonly kind: MarkKind
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

/**
 * Lays out finished tests from the oldest on the left to the newest on the right, as many of the newest as fit. They are
 * equally far apart, because the time between tests says little about them.
 */
export function layOutChart(tests: readonly ChartTest[], { width, height }: { width: number; height: number }): Chart {
  const innerWidth = Math.max(0, width - chartPadding.left - chartPadding.right)
  const innerHeight = Math.max(0, height - chartPadding.top - chartPadding.bottom)
  const room = Math.max(1, Math.floor(innerWidth / leastStep))
  const shown = tests
    .filter(({ durationMs }) => durationMs !== null)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .slice(-room)
  if (shown.length === 0 || innerWidth === 0) return { marks: [], ticks: [] }

  const step = Math.min(48, innerWidth / shown.length)
  const barWidth = Math.min(mostBarWidth, Math.max(2, step * 0.55))
  const ticks = niceTicks(Math.max(...shown.map(({ durationMs }) => durationMs ?? 0)))
  const topMs = ticks.at(-1) ?? 1
  const toY = (durationMs: number): number => chartPadding.top + innerHeight * (1 - durationMs / topMs)
  // The newest stands at the right edge.
  const firstX = width - chartPadding.right - step * shown.length
  return {
    marks: shown.map((test, index) => {
      const y = toY(test.durationMs ?? 0)
      return {
        ...test,
        kind: kindOf(test.outcome),
        x: firstX + step * (index + 0.5),
        y,
        barWidth,
        barHeight: chartPadding.top + innerHeight - y,
      }
    }),
    ticks: ticks.map((durationMs) => ({ durationMs, y: toY(durationMs) })),
  }
}

/** How an outcome is drawn. */
export function kindOf(outcome: string | null): MarkKind {
  if (isPassed(outcome)) return 'passed'
  return outcome === 'CANCELLED' ? 'cancelled' : 'failed'
}

/** From 0 to a round number not below the greatest value, in two to five equal steps of 1, 2 or 5 times a power of ten. */
export function niceTicks(greatest: number): readonly number[] {
  const wanted = Math.max(1, greatest)
  const power = 10 ** Math.floor(Math.log10(wanted / 2))
  const size = [1, 2, 5, 10].map((factor) => factor * power).find((each) => wanted / each <= 5) ?? 10 * power
  const count = Math.ceil(wanted / size)
  return Array.from({ length: count + 1 }, (_, index) => index * size)
}

/** The chart in a sentence, for people who cannot see it or only glance at it. */
export function summarize(tests: readonly ChartTest[]): string {
  const judged = tests.filter(({ durationMs, outcome }) => durationMs !== null && outcome !== 'CANCELLED')
  if (judged.length === 0) return 'No finished tests.'
  const passed = judged.filter(({ outcome }) => kindOf(outcome) === 'passed')
  return `${passed.length} of ${judged.length} passed.`
}
