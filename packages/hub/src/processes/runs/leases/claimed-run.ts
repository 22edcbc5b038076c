import type { RunKind, RunParameters, RunStream } from '@coupa-connector/protocol'
import type { ProcessRunTable } from '../../../database/process-tables.ts'

/** A run that a node has just been given. */
export interface ClaimedRun {
  readonly id: string
  readonly attempt: number
  readonly account_id: string
  readonly deployment_id: string
  readonly process_id: string
  readonly version: number
  readonly kind: RunKind
  readonly stream: RunStream
  readonly trigger: ProcessRunTable['trigger']
  readonly request: {
    readonly ids: readonly number[] | null
    readonly limit: number | null
    readonly parameters?: RunParameters | undefined
  }
  readonly idle_attempts: number
  readonly rate_share: number
}
