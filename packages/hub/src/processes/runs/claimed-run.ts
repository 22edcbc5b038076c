import type { ProcessRunTable } from '../../database/process-tables.ts'

/** A run that a node has just been given. */
export interface ClaimedRun {
  readonly id: string
  readonly attempt: number
  readonly account_id: string
  readonly deployment_id: string
  readonly process_id: string
  readonly version: number
  readonly kind: 'run' | 'check' | 'answers'
  readonly trigger: ProcessRunTable['trigger']
  readonly request: { readonly ids: readonly number[] | null; readonly limit: number | null }
  readonly idle_attempts: number
  readonly rate_share: number
}
