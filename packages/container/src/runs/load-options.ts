import type { Connection } from '@coupa-connector/connector'
import type { Clock } from '@coupa-connector/connector/plugins'
import type { LoadDefinition } from '@coupa-connector/process'
import type { LoadState, ProcessState } from '@coupa-connector/runner'

/** What a run of a load on a container needs. */
export interface CarryOutLoadOptions {
  readonly definition: LoadDefinition
  readonly connection: Connection
  readonly state: LoadState
  /** For what every run does. */
  readonly runState: Pick<ProcessState, 'endRun'>
  readonly clock: Clock
  readonly signal: AbortSignal
}
