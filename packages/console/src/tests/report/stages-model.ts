import type { JobEvent, TestReport } from '@coupa-connector/protocol'

export type StageViewStatus = 'waiting' | 'running' | 'passed' | 'failed' | 'skipped' | 'warned'

/** One stage as it is shown. */
export interface StageView {
  readonly name: string
  readonly status: StageViewStatus
  /** Null until it has ended. */
  readonly durationMs: number | null
  readonly note: string | undefined
}

/** How far a test has come. */
export interface TestProgress {
  /** `again`: the node that ran it was lost, and it waits for another one. */
  readonly phase: 'queued' | 'again' | 'running' | 'cancelling' | 'finished'
  readonly stages: readonly StageView[]
  /** Name of the node that runs it. */
  readonly node: string | undefined
}

/** The stages of every test, in their order. */
export const stageNames: readonly string[] = [
  'settings',
  'token-connect',
  'token-tls',
  'token-request',
  'token-parse',
  'scope-check',
  'service-connect',
  'service-tls',
  'probe',
  'classify',
]

/** Builds what is shown from what has happened. A second try begins with no stage done. */
export function progressFromEvents(events: readonly JobEvent[]): TestProgress {
  let phase: TestProgress['phase'] = 'queued'
  let node: string | undefined
  let stages = new Map<string, StageView>()
  for (const { type, data } of events) {
    if (type === 'leased') {
      phase = phase === 'cancelling' ? phase : 'running'
      node = typeof data.node === 'string' ? data.node : undefined
      stages = new Map()
    }
    if (type === 'requeued') {
      phase = 'again'
      node = undefined
      stages = new Map()
    }
    if (type === 'cancel-requested') phase = 'cancelling'
    if (type === 'finished') phase = 'finished'
    const stage = stageOf(type, data)
    if (stage) stages.set(stage.name, stage)
  }
  const deeper = [...stages.values()].filter(({ name }) => !stageNames.includes(name))
  return {
    phase,
    node,
    stages: [...stageNames.map((name) => stages.get(name) ?? waiting(name)), ...deeper],
  }
}

/** The stages of a finished test. */
export function stagesFromReport({ stages }: Pick<TestReport, 'stages'>): readonly StageView[] {
  return stages.map(({ name, status, durationMs, note }) => ({ name, status, durationMs, note }))
}

/** Whether a stage was never come to, as opposed to one that was not needed. */
export function isNotReached({ status, note }: StageView): boolean {
  return status === 'waiting' || (status === 'skipped' && note === 'not reached')
}

function stageOf(type: string, data: JobEvent['data']): StageView | undefined {
  if (type === 'stage-started' && typeof data.stage === 'string') {
    return { name: data.stage, status: 'running', durationMs: null, note: undefined }
  }
  if (type !== 'stage-finished' || typeof data.stage !== 'object' || data.stage === null) return undefined
  const { name, status, durationMs, note } = data.stage as Record<string, unknown>
  const known = (['passed', 'failed', 'skipped', 'warned'] as const).find((each) => each === status)
  if (typeof name !== 'string' || known === undefined) return undefined
  return {
    name,
    status: known,
    durationMs: typeof durationMs === 'number' ? durationMs : null,
    note: typeof note === 'string' ? note : undefined,
  }
}

function waiting(name: string): StageView {
  return { name, status: 'waiting', durationMs: null, note: undefined }
}
