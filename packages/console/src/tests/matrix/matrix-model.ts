import type { Job, ResponseOf, Routes, TestReport } from '@coupa-connector/protocol'
import { aspectWords, groupOfStage, type StageGroup, stageGroups } from '../report/stage-words.ts'

export type Difference = ResponseOf<Routes['tests.matrix']>['differences'][number]

/** How long one part of a test took; null where nothing of it ran. */
export interface GroupDuration {
  readonly group: StageGroup
  readonly durationMs: number | null
}

/** The durations of the parts of a test, of those that any test has. */
export function groupDurations({ stages }: Pick<TestReport, 'stages'>): readonly GroupDuration[] {
  return stageGroups
    .map((group) => {
      const ran = stages.filter(({ name, status }) => groupOfStage(name) === group && status !== 'skipped')
      return { group, durationMs: ran.length === 0 ? null : ran.reduce((sum, { durationMs }) => sum + durationMs, 0) }
    })
    .filter(({ group, durationMs }) => group !== 'More resources' || durationMs !== null)
}

/** What differs, as one table: a row for each aspect, a value for each container. */
export function differenceRows(differences: readonly Difference[]): readonly {
  readonly aspect: string
  readonly values: readonly { container: string; value: string; isRare: boolean }[]
}[] {
  return differences.map(({ aspect, values }) => {
    const counts = Map.groupBy(values, ({ value }) => value)
    const most = Math.max(...[...counts.values()].map(({ length }) => length))
    return {
      aspect: aspectWords(aspect),
      // Where one value is the common one, the others stand out; where there is none, nothing does.
      values: values.map(({ container, value }) => ({
        container,
        value,
        isRare: (counts.get(value)?.length ?? 0) < most,
      })),
    }
  })
}

/** Whether a job's outcome is another than that of most of the finished ones. */
export function isUnusualOutcome(job: Pick<Job, 'outcome'>, jobs: readonly Pick<Job, 'outcome'>[]): boolean {
  const known = jobs.filter(({ outcome }) => outcome !== null)
  const counts = Map.groupBy(known, ({ outcome }) => outcome)
  const most = Math.max(0, ...[...counts.values()].map(({ length }) => length))
  return job.outcome !== null && (counts.get(job.outcome)?.length ?? 0) < most
}
