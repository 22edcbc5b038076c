import { BadResponseError } from '../errors/bad-response-error.ts'
import { NetworkError } from '../errors/network-error.ts'
import { OutcomeUnknownError } from '../errors/outcome-unknown-error.ts'
import { ServerError } from '../errors/server-error.ts'

/**
 * Whether a change that ended with this error may have happened all the same: the connection broke after something was
 * sent, the server failed on its way, or its answer of success cannot be read. Every other error is an answer: no.
 */
export function isAnswerLost(error: unknown): boolean {
  if (error instanceof NetworkError) return error.facts.delivery === 'unknown'
  if (error instanceof ServerError) return true
  return error instanceof BadResponseError && error.facts.status >= 200 && error.facts.status < 300
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
    { cause, suggestion: `It was sent at ${sentAt}.${lookUp} Look in Coupa for ${what} before you send it again.` },
  )
}
