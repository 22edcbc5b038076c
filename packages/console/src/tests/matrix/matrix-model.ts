import type { Job, ResponseOf, Routes, TestReport } from '@coupa-connector/protocol'
import { stageWords } from '@coupa-connector/protocol/stage-words'
import { stageNames } from '../report/stages-model.ts'
import { verdictOf } from '../report/verdict.ts'
import { aspectWords } from './aspect-words.ts'

export type Difference = ResponseOf<Routes['tests.matrix']>['differences'][number]
type StageStatus = TestReport['stages'][number]['status']

/** What a container tells in one row. */
export interface MatrixCell {
  /** Undefined where the row is no stage. */
  readonly status: StageStatus | 'not-run' | 'waiting' | undefined
  readonly text: string
  /** Whether it stands out from the others in a way that matters. */
  readonly isUnusual: boolean
}

export interface MatrixRow {
  readonly label: string
  /** In the order of the jobs. */
  readonly cells: readonly MatrixCell[]
}

/** A time that is this much longer than the shortest, and this many times as long, matters. */
const notableMs = 50
const notableFactor = 3

/** The matrix as a table: a row for each stage, then the whole, then what else differs; a cell for each container. */
export function matrixRows(
  jobs: readonly Job[],
  differences: readonly Difference[],
  formatMs: (durationMs: number) => string,
): readonly MatrixRow[] {
  const told = jobs.flatMap(({ report }) => report?.stages.map(({ name }) => name) ?? [])
  const names = [...new Set([...stageNames, ...told])]
  return [
    ...names.map((name) => stageRow(name, jobs, formatMs)),
    totalRow(jobs, formatMs),
    ...differences.flatMap((difference) => differenceRow(difference, jobs) ?? []),
  ]
}

/** Whether a job's outcome is another than that of most that ran. */
export function isUnusualOutcome(job: Pick<Job, 'outcome'>, jobs: readonly Pick<Job, 'outcome'>[]): boolean {
  const known = jobs.flatMap(({ outcome }) => (outcome !== null && hasRun(outcome) ? [outcome] : []))
  return job.outcome !== null && hasRun(job.outcome) && isRare(job.outcome, known)
}

function stageRow(name: string, jobs: readonly Job[], formatMs: (durationMs: number) => string): MatrixRow {
  const stages = jobs.map(({ report }) => report?.stages.find((stage) => stage.name === name))
  const times = jobs.flatMap(({ outcome }, index) => {
    const stage = stages[index]
    return stage && outcome !== null && hasRun(outcome) && stage.status !== 'skipped' ? [stage.durationMs] : []
  })
  return {
    label: stageWords(name, 'ended'),
    cells: jobs.map(({ outcome }, index): MatrixCell => {
      if (outcome === null) return { status: 'waiting', text: '', isUnusual: false }
      if (!hasRun(outcome)) return { status: 'not-run', text: '', isUnusual: false }
      const stage = stages[index]
      if (!stage || stage.status === 'skipped') return { status: 'skipped', text: '', isUnusual: false }
      const isUnusual = stage.status === 'failed' || isSlow(stage.durationMs, times)
      return { status: stage.status, text: formatMs(stage.durationMs), isUnusual }
    }),
  }
}

function totalRow(jobs: readonly Job[], formatMs: (durationMs: number) => string): MatrixRow {
  const cells = jobs.map(({ report, outcome }): MatrixCell => {
    const isTold = report && outcome !== null && hasRun(outcome)
    return { status: undefined, text: isTold ? formatMs(report.durationMs) : '', isUnusual: false }
  })
  return { label: 'Total', cells }
}

/** What differs and is no stage or time: scopes, certificates, clocks, encryption. */
function differenceRow({ aspect, values }: Difference, jobs: readonly Job[]): MatrixRow | undefined {
  if (aspect === 'outcome' || aspect === 'stage' || aspect.startsWith('latency of ')) return undefined
  const texts = jobs.map(({ container, node }) => {
    const names = [container.name, `${container.name} (${node?.name ?? ''})`]
    return values.find((value) => names.includes(value.container))?.value
  })
  const known = texts.filter((text) => text !== undefined)
  return {
    label: aspectWords(aspect),
    cells: texts.map((text) => ({
      status: undefined,
      text: text ?? '',
      isUnusual: text !== undefined && isRare(text, known),
    })),
  }
}

function hasRun(outcome: string): boolean {
  return verdictOf(outcome) !== 'not-run'
}

function isSlow(durationMs: number, times: readonly number[]): boolean {
  const least = Math.min(...times)
  return durationMs - least >= notableMs && durationMs >= notableFactor * least
}

/** Where one value is the common one, the others stand out; where there is none, nothing does. */
function isRare(value: string, values: readonly string[]): boolean {
  const counts = Map.groupBy(values, (each) => each)
  const most = Math.max(0, ...[...counts.values()].map(({ length }) => length))
  return (counts.get(value)?.length ?? 0) < most
}
