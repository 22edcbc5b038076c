import type { RunContext } from '../../run/run-context.ts'

/** What the steps after a delivery share: those of a run, or between two runs of what was answered in the meantime. */
export interface AcknowledgeContext
  extends Pick<
    RunContext,
    'definition' | 'state' | 'resource' | 'flag' | 'mapper' | 'onStep' | 'takeRequests' | 'counted'
  > {
  /** Undefined between two runs. */
  readonly run: Pick<RunContext['run'], 'id'> | undefined
  /** Told how many records of a look could not be acknowledged or written back. */
  readonly failed?: ((count: number) => void) | undefined
}
