import { useElementSize } from '@mantine/hooks'
import { formatDuration, formatRoundDuration } from '../../ui/words/time-ago.tsx'
import { summarizeVerdicts } from '../report/verdict.ts'
import { type ChartMark, type ChartTest, chartPadding, layOutChart } from './history-chart-model.ts'

const height = 132
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** Outcomes and durations of tests over time. A table holds the same for people who cannot see the chart. */
export function HistoryChart({
  tests,
  onOpen,
}: {
  readonly tests: readonly ChartTest[]
  onOpen(job: string): void
}): React.JSX.Element {
  const { ref, width } = useElementSize()
  const { marks, ticks } = layOutChart(tests, { width, height })
  return (
    <figure className="chart" ref={ref}>
      <svg width={width} height={height} aria-hidden="true" focusable="false">
        {ticks.map(({ y, durationMs }) => (
          <g key={durationMs}>
            <line x1={chartPadding.left} x2={width - chartPadding.right} y1={y} y2={y} className="chart-line" />
            <text x={chartPadding.left - 8} y={y + 4} textAnchor="end" className="chart-text">
              {formatRoundDuration(durationMs)}
            </text>
          </g>
        ))}
        {marks.map((mark) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: a short cut for the mouse; the list has the links
          <g key={mark.id} className={`chart-mark ${toneOf(mark)}`} onClick={() => onOpen(mark.id)}>
            <title>{`${mark.title} · ${formatDuration(mark.durationMs ?? 0)} · ${exact.format(new Date(mark.at))}`}</title>
            <rect x={mark.x - 4} width={8} y={0} height={height} fill="transparent" />
            <rect
              x={mark.x - mark.barWidth / 2}
              y={mark.y}
              width={mark.barWidth}
              height={mark.barHeight}
              rx={Math.min(3, mark.barWidth / 2)}
              className="chart-bar"
            />
            <Mark mark={mark} />
          </g>
        ))}
      </svg>
      <figcaption className="chart-caption">
        <span>{summarizeVerdicts(tests.flatMap(({ outcome }) => outcome ?? []))}</span>
        <span className="good">● passed</span>
        <span className="bad">✕ failed</span>
        <span>Height: duration, log scale</span>
      </figcaption>
      <div className="visually-hidden">
        <table>
          <caption>Outcome and duration of each test</caption>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Outcome</th>
              <th scope="col">Duration</th>
            </tr>
          </thead>
          <tbody>
            {marks.map(({ id, at, title, durationMs }) => (
              <tr key={id}>
                <td>{exact.format(new Date(at))}</td>
                <td>{title}</td>
                <td>{formatDuration(durationMs ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}

/** The outcome as a shape, not by colour alone. */
function Mark({ mark: { kind, x, y } }: { readonly mark: ChartMark }): React.JSX.Element {
  if (kind === 'failed') {
    return (
      <path d={`M${x - 3.5} ${y - 3.5}l7 7m0 -7l-7 7`} stroke="currentColor" strokeWidth={2} strokeLinecap="round" />
    )
  }
  return <circle cx={x} cy={y} r={kind === 'passed' ? 3.5 : 2} fill="currentColor" />
}

function toneOf({ kind }: ChartMark): string {
  if (kind === 'passed') return 'good'
  return kind === 'failed' ? 'bad' : 'quiet'
}
