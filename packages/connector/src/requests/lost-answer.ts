import { BadResponseError, ServerError } from '../errors/answer-errors.ts'
import { CoupaError } from '../errors/coupa-error.ts'
import { NetworkError } from '../errors/network-error.ts'
import { OutcomeUnknownError } from '../errors/unfinished-errors.ts'
import type { Clock } from '../runtime/clock.ts'

/**
 * Whether a change that ended with this error may have happened all the same: the connection broke after something was
 * sent, the server failed on its way, or its answer of success cannot be read. Every other error is an answer: no.
 */
export function isAnswerLost(error: unknown): boolean {
  if (error instanceof NetworkError) return error.details.delivery === 'unknown'
  if (error instanceof ServerError) return true
  return error instanceof BadResponseError && error.details.status >= 200 && error.details.status < 300
}

export interface LostChange {
  readonly method: string
  readonly path: string
  readonly sentAtMs: number
  /** What was looked for without a clear result; undefined when there was nothing to look for. */
  readonly lookedUpBy?: string | undefined
  /** What a look-up showed, when it showed something that does not decide. */
  readonly found?: string | undefined
  /** What was to be changed, for the person who has to look. */
  readonly what: string
}

/** The error for a change of which nobody can say whether it happened; it says how to find out. */
export function outcomeUnknown(change: LostChange, cause: unknown): OutcomeUnknownError {
  const { method, path, sentAtMs, lookedUpBy, found, what } = change
  const sentAt = new Date(sentAtMs).toISOString()
  const lookUp = lookedUpBy === undefined ? '' : ` A look-up by ${lookedUpBy} ${found ?? 'gave no clear answer'}.`
  return new OutcomeUnknownError(
    { method, path, lookedUpBy, sentAt },
    {
      cause,
      ...callOf(cause),
      suggestion: `It was sent at ${sentAt}.${lookUp} Look in Coupa for ${what} before you send it again.`,
    },
  )
}

/** Status and correlation id of the answer that could not be read, if there was one. */
function callOf(cause: unknown): { readonly status?: number | undefined; readonly correlationId?: string | undefined } {
  return cause instanceof CoupaError ? { status: cause.status, correlationId: cause.correlationId } : {}
}

/** A moment, on the clock that is compared with other machines and on the one that measures durations. */
export interface Moment {
  readonly nowMs: number
  readonly monotonicMs: number
}

export function momentOf(clock: Clock): Moment {
  return { nowMs: clock.now(), monotonicMs: clock.monotonicMs() }
}
