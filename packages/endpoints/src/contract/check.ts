import type { EndpointErrorCode } from './endpoint-error.ts'

/** Stages of a destination's check, in their order. A destination skips those that it does not have. */
export type CheckStage = 'settings' | 'connect' | 'identify' | 'sign-in' | 'write' | 'commit' | 'clean-up'

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
