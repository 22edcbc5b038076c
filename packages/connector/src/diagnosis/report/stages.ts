import type { Clock } from '../../runtime/clock.ts'

/** The stages of every test, in their order. */
export const stageNames = [
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
] as const

/** A stage that every test has. */
export type CoreStageName = (typeof stageNames)[number]

/** A core stage, or the deeper probe of one resource. */
export type StageName = CoreStageName | `probe:${string}`

/** `skipped`: not needed, not observable or not reached; the note says which. */
export type StageStatus = 'passed' | 'failed' | 'skipped' | 'warned'

/** How one stage ended. */
export interface StageReport {
  readonly name: StageName
  readonly status: StageStatus
  readonly durationMs: number
  readonly note?: string
}

/** Follows a test through its stages. */
export interface StageRecorder {
  /** The stage under way, else the last one that was begun. */
  readonly current: StageName
  /** Begins a stage; one that is still under way ends as passed. */
  begin(name: StageName): void
  /** Ends the current stage. A warning given meanwhile turns `passed` into `warned`. */
  end(status: Exclude<StageStatus, 'skipped'>, note?: string): void
  /** Ends the stage under way, or one that never began, as skipped. */
  skip(name: StageName, note: string): void
  /** The stage under way ends as `warned` unless it fails. */
  warn(note: string): void
  /** Whether the stage is under way. */
  isOpen(name: StageName): boolean
  /** Whether the stage has ended. */
  isFinished(name: StageName): boolean
  /** All core stages in order, including those not reached, then the deeper probes. */
  reports(): readonly StageReport[]
}

/** Where the stages get their time from, and who is told of them. */
export interface StageRecorderOptions {
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly onStarted: (name: StageName) => void
  readonly onFinished: (report: StageReport) => void
}

/** Keeps the stages of one test. At most one is current at any moment, so that a test that hangs knows where. */
export function createStageRecorder({ clock, onStarted, onFinished }: StageRecorderOptions): StageRecorder {
  const finished = new Map<StageName, StageReport>()
  let open: { name: StageName; startedMs: number; warning: string | undefined } | undefined
  let current: StageName = 'settings'

  function finish(name: StageName, status: StageStatus, startedMs: number, note: string | undefined): void {
    const durationMs = Math.max(0, Math.round((clock.monotonicMs() - startedMs) * 10) / 10)
    const report: StageReport = { name, status, durationMs, ...(note === undefined ? {} : { note }) }
    finished.set(name, report)
    onFinished(report)
  }

  const recorder: StageRecorder = {
    get current() {
      return current
    },
    begin(name) {
      if (open) recorder.end('passed')
      open = { name, startedMs: clock.monotonicMs(), warning: undefined }
      current = name
      onStarted(name)
    },
    end(status, note) {
      if (!open) return
      const { name, startedMs, warning } = open
      open = undefined
      finish(name, status === 'passed' && warning !== undefined ? 'warned' : status, startedMs, note ?? warning)
    },
    skip(name, note) {
      const startedMs = open?.name === name ? open.startedMs : clock.monotonicMs()
      if (open?.name === name) open = undefined
      finish(name, 'skipped', startedMs, note)
    },
    warn(note) {
      if (open) open.warning = open.warning === undefined ? note : `${open.warning}; ${note}`
    },
    isOpen: (name) => open?.name === name,
    isFinished: (name) => finished.has(name),
    reports: () => [
      ...stageNames.map(
        (name): StageReport => finished.get(name) ?? { name, status: 'skipped', durationMs: 0, note: 'not reached' },
      ),
      ...[...finished.values()].filter(({ name }) => isDeeperProbe(name)),
    ],
  }
  return recorder
}

/** The core stage that a stage counts as: a deeper probe is a `probe`. */
export function toCoreStage(name: StageName): CoreStageName {
  return isDeeperProbe(name) ? 'probe' : name
}

function isDeeperProbe(name: StageName): name is `probe:${string}` {
  return name.startsWith('probe:')
}
