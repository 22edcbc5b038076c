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
  for (const event of events) {
    switch (event.type) {
      case 'leased':
        phase = phase === 'cancelling' ? phase : 'running'
        node = event.data.node
        stages = new Map()
        break
      case 'requeued':
        phase = 'again'
        node = undefined
        stages = new Map()
        break
      case 'stage-started': {
        const { stage: name } = event.data
        stages.set(name, { name, status: 'running', durationMs: null, note: undefined })
        break
      }
      case 'stage-finished':
        stages.set(event.data.stage.name, viewOf(event.data.stage))
        break
      case 'cancel-requested':
        phase = 'cancelling'
        break
      case 'finished':
        phase = 'finished'
        break
      case 'queued':
      case 'progress':
        break
    }
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
  return stages.map(viewOf)
}

/** Whether a stage was never come to, as opposed to one that was not needed. */
export function isNotReached({ status, note }: StageView): boolean {
  return status === 'waiting' || (status === 'skipped' && note === 'not reached')
}

function viewOf({ name, status, durationMs, note }: TestReport['stages'][number]): StageView {
  return { name, status, durationMs, note }
}

function waiting(name: string): StageView {
  return { name, status: 'waiting', durationMs: null, note: undefined }
}
