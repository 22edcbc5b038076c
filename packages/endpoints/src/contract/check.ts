import type { EndpointErrorCode } from './endpoint-error.ts'

/** Stages of a check, in their order. Each kind of destination and source skips those that it does not have. */
export type CheckStage = 'settings' | 'connect' | 'identify' | 'sign-in' | 'read' | 'write' | 'commit' | 'clean-up'

/** What one stage of a check came to. */
export interface CheckReport {
  readonly stage: CheckStage
  readonly status: 'passed' | 'failed' | 'warning'
  /** What was found, in one sentence. Never contains a secret. */
  readonly message: string
  /** What to do about it; absent where the stage passed. */
  readonly remedy?: string | undefined
  readonly code?: EndpointErrorCode | undefined
  readonly durationMs: number
}
