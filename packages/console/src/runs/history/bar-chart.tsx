import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from 'chart.js'
import { useEffect, useRef } from 'react'
import type { HistoryDay } from './history-queries.ts'
import { chartSummary, dayLabel, type HistoryChart } from './history-series.ts'

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip, Legend)

/**
 * Values of each day as bars, in the colors that the page has when they are drawn. The table beside them holds the same for people who
 * cannot see the chart.
 */
export function BarChart({
  chart,
  days,
}: {
  readonly chart: HistoryChart
  readonly days: readonly HistoryDay[]
}): React.JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current === null) return
    const drawn = draw(canvas.current, chart, days)
    return () => drawn.destroy()
  }, [chart, days])
  return (
    <div className="history-chart">
      <canvas ref={canvas} role="img" aria-label={chartSummary(chart, days)} />
    </div>
  )
}

function draw(
  canvas: HTMLCanvasElement,
  { series, isStacked, format, axis }: HistoryChart,
  days: readonly HistoryDay[],
): Chart {
  const largest = Math.max(0, ...days.flatMap((day) => series.map(({ value }) => value(day) ?? 0)))
  const styles = getComputedStyle(document.documentElement)
  const color = (name: string): string => styles.getPropertyValue(`--console-${name}`)
  const text = { color: color('muted'), font: { family: getComputedStyle(document.body).fontFamily, size: 12 } }
  return new Chart(canvas, {
    type: 'bar',
    data: {
      labels: days.map(dayLabel),
      datasets: series.map(({ label, color: name, value }) => ({
        label,
        data: days.map(value),
        backgroundColor: color(name),
        maxBarThickness: 28,
        borderRadius: 2,
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: { stacked: isStacked, grid: { display: false }, ticks: { ...text, maxRotation: 0, autoSkipPadding: 12 } },
        y: {
          stacked: isStacked,
          beginAtZero: true,
          border: { display: false },
          grid: { color: color('border') },
          ticks: {
            ...text,
            precision: 0,
            maxTicksLimit: 7,
            stepSize: axis.step?.(largest),
            callback: (value) => axis.format(Number(value)),
          },
        },
      },
      plugins: {
        legend: { display: series.length > 1, position: 'bottom', labels: { ...text, boxWidth: 12, boxHeight: 12 } },
        tooltip: {
          callbacks: { label: ({ dataset, raw }) => `${dataset.label}: ${raw === null ? '–' : format(Number(raw))}` },
        },
      },
    },
  })
}
