import { withThousands } from '../../ui/words/numbers.ts'
import { formatDuration, formatRoundDuration } from '../../ui/words/time-ago.tsx'
import type { HistoryDay } from './history-queries.ts'

/** A color of the console, by its variable. */
export type SeriesColor = 'good' | 'warning' | 'bad' | 'quiet' | 'inbound' | 'border'

/** One row of values in a chart, and one column of the table beside it. */
export interface Series {
  readonly label: string
  readonly color: SeriesColor
  readonly value: (day: HistoryDay) => number | null
}

/** A chart: what it shows of each day. */
export interface HistoryChart {
  readonly title: string
  /** One sentence on what is counted. */
  readonly description: string
  readonly isStacked: boolean
  readonly series: readonly Series[]
  readonly format: (value: number) => string
  /** How a line of the chart is named, and how far apart lines are for values up to a largest. */
  readonly axis: { readonly format: (value: number) => string; readonly step?: (largest: number) => number }
}

/** Steps of a clock, in seconds. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400]
const mostLines = 6

/** The distance of lines, in milliseconds, at which six of them reach a duration. */
export function durationStep(largestMs: number): number {
  const step = steps.find((seconds) => seconds * 1000 * mostLines >= largestMs)
  return (step ?? steps.at(-1) ?? 1) * 1000
}

export const historyCharts: readonly HistoryChart[] = [
  {
    title: 'Runs by outcome',
    description: 'A run counts on the day on which it ended.',
    isStacked: true,
    format: withThousands,
    axis: { format: withThousands },
    series: [
      { label: 'Succeeded', color: 'good', value: ({ runs }) => runs.succeeded },
      { label: 'Partly', color: 'warning', value: ({ runs }) => runs.partial },
      { label: 'Failed', color: 'bad', value: ({ runs }) => runs.failed },
      { label: 'Canceled', color: 'quiet', value: ({ runs }) => runs.cancelled },
      { label: 'Skipped', color: 'border', value: ({ runs }) => runs.skipped },
    ],
  },
  {
    title: 'Records',
    description:
      'Moved: delivered to a destination, or created or changed in Coupa. Set aside: failed, refused, or held.',
    isStacked: true,
    format: withThousands,
    axis: { format: withThousands },
    series: [
      { label: 'Moved', color: 'good', value: ({ records }) => records.moved },
      { label: 'Set aside', color: 'bad', value: ({ records }) => records.failed },
    ],
  },
  {
    title: 'Duration of runs',
    description: 'From the start of a run to its end.',
    isStacked: false,
    format: formatDuration,
    axis: { format: formatRoundDuration, step: durationStep },
    series: [
      { label: 'Median', color: 'inbound', value: ({ medianMs }) => medianMs },
      { label: 'Longest', color: 'quiet', value: ({ longestMs }) => longestMs },
    ],
  },
  {
    title: 'Requests to Coupa',
    description: 'All requests of these runs. Coupa allows 25 a second for each organization.',
    isStacked: false,
    format: withThousands,
    axis: { format: withThousands },
    series: [{ label: 'Requests', color: 'inbound', value: ({ requests }) => requests }],
  },
]

const dayName = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' })

/** `2026-11-30` as `Nov 30`. */
export function dayLabel({ day }: Pick<HistoryDay, 'day'>): string {
  return dayName.format(new Date(`${day}T00:00:00Z`))
}

/** What a chart says as a whole, for people who do not see it. */
export function chartSummary({ title, series, format, isStacked }: HistoryChart, days: readonly HistoryDay[]): string {
  const parts = series.map(({ label, value }) => {
    const values = days.map((day) => value(day) ?? 0)
    const whole = isStacked || series.length === 1
    const figure = whole ? values.reduce((sum, one) => sum + one, 0) : Math.max(0, ...values)
    return `${label} ${whole ? '' : 'at most '}${format(figure)}`
  })
  return `${title} in ${days.length} days: ${parts.join(', ')}`
}
