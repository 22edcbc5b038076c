import { describe, expect, it } from 'vitest'
import type { HistoryDay } from './history-queries.ts'
import { chartSummary, dayLabel, durationStep, historyCharts } from './history-series.ts'

const day = (name: string, succeeded: number, longestMs: number | null): HistoryDay => ({
  day: name,
  startsAt: `${name}T00:00:00.000Z`,
  runs: { succeeded, partial: 0, failed: 1, cancelled: 0, skipped: 0 },
  records: { moved: 1200, unchanged: 0, failed: 0 },
  requests: 10,
  medianMs: longestMs,
  longestMs,
})
const days = [day('2026-11-29', 3, 61_000), day('2026-11-30', 4, null)]
const chart = (title: string) => {
  const found = historyCharts.find((one) => one.title === title)
  if (found === undefined) throw new Error(`no chart ${title}`)
  return found
}

describe('the charts of the history', () => {
  it('sum up counts over all days', () => {
    expect(chartSummary(chart('Runs by outcome'), days)).toBe(
      'Runs by outcome in 2 days: Succeeded 7, Partly 0, Failed 2, Canceled 0, Skipped 0',
    )
    expect(chartSummary(chart('Records'), days)).toContain('Moved 2,400')
  })

  it('name the longest duration instead of a sum', () => {
    expect(chartSummary(chart('Duration of runs'), days)).toMatch(/Longest at most 1 min/)
  })

  it('have lines at durations that a clock shows', () => {
    expect(durationStep(4000)).toBe(1000)
    expect(durationStep(14 * 60_000)).toBe(5 * 60_000)
    expect(durationStep(30 * 3_600_000)).toBe(6 * 3_600_000)
  })

  it('name a day as people write it, whatever the zone of the machine', () => {
    expect(dayLabel({ day: '2026-11-01' })).toBe('Nov 1')
  })
})
