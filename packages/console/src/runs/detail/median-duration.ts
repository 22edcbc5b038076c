import type { Run } from '@coupa-connector/protocol'

/** The middle of how long runs took; undefined without one that is over. */
export function medianDurationMs(runs: readonly Pick<Run, 'startedAt' | 'endedAt'>[]): number | undefined {
  const durations = runs
    .flatMap(({ startedAt, endedAt }) =>
      startedAt === null || endedAt === null ? [] : [Date.parse(endedAt) - Date.parse(startedAt)],
    )
    .toSorted((one, other) => one - other)
  return durations[Math.floor(durations.length / 2)]
}
