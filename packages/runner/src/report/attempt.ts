import { isCoupaError } from '@coupa-connector/connector'
import { EndpointError } from '@coupa-connector/endpoints'
import type { RunOutcome } from '../state/run-record.ts'
import { RunError } from './run-error.ts'

/** What ends a run before its time, as it goes into the receipt. */
export interface Failure {
  readonly outcome: Extract<RunOutcome, 'failed' | 'cancelled'>
  readonly code?: string | undefined
  readonly reason: string
  readonly remedy?: string | undefined
}

/** Works, and answers with what went wrong at Coupa, at the other end, or with the run. Throws faults of this program. */
export async function attempt(
  signal: AbortSignal | undefined,
  work: () => Promise<void>,
): Promise<{ readonly failure?: Failure }> {
  try {
    await work()
    return {}
  } catch (error) {
    return { failure: toFailure(error, signal) }
  }
}

function toFailure(error: unknown, signal: AbortSignal | undefined): Failure {
  if (signal?.aborted && error === signal.reason) {
    return { outcome: 'cancelled', code: 'CANCELLED', reason: 'The run was cancelled.' }
  }
  if (isCoupaError(error)) {
    return { outcome: 'failed', code: error.code, reason: error.message, remedy: error.suggestion }
  }
  if (error instanceof RunError || error instanceof EndpointError) {
    return { outcome: 'failed', code: error.code, reason: error.message, remedy: error.remedy }
  }
  throw error
}
