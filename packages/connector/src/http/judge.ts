import type { CoupaError } from '../errors/coupa-error.ts'
import { NetworkError } from '../errors/network-error.ts'
import type { CallRequest } from './call.ts'

/** The result of one attempt. `error` is the error that the call would end with here. 500 may also end as an answer. */
export type Outcome =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly error: CoupaError
      readonly retryAfterMs?: number | undefined
    }
  | { readonly kind: 'fault'; readonly error: NetworkError }

export type Verdict =
  | { readonly kind: 'answer' }
  | { readonly kind: 'repeat'; readonly waitMs: number }
  | { readonly kind: 'fail'; readonly error: CoupaError }

export interface Circumstances {
  readonly request: CallRequest
  /** Attempts so far, this one included. */
  readonly attempt: number
  /** Answers 500 so far. */
  readonly internalErrors: number
  readonly elapsedMs: number
  readonly deadlineMs: number
  /** 0 to 1. */
  readonly random: () => number
}

/**
 * Decides what comes after an attempt that was not an answer, by what is safe: a request that may be
 * repeated is, with back-off, until the next wait would pass the deadline; one that must happen once is repeated only
 * when it provably did not reach the application. Sign-in (401) and the rate limit (429) have their own rules.
 */
export function judge(outcome: Outcome, circumstances: Circumstances): Verdict {
  return outcome.kind === 'fault' ? judgeFault(outcome.error, circumstances) : judgeStatus(outcome, circumstances)
}

/** Whether the request may be sent again although it may have been carried out. */
export function isIdempotent({ method, repeat }: CallRequest): boolean {
  return repeat === undefined ? method !== 'POST' : repeat === 'idempotent'
}

/** A command without a body, such as the mark of an export: once or several times come to the same. */
function isRepeatableCommand({ body, repeat }: CallRequest): boolean {
  return repeat === 'idempotent' && body === undefined
}

/** A stream is used up by the first attempt. */
export function canBeSentAgain({ body }: CallRequest): boolean {
  return body === undefined || typeof body === 'string' || body instanceof Uint8Array
}

function judgeFault(error: NetworkError, circumstances: Circumstances): Verdict {
  const { request, deadlineMs } = circumstances
  const isSafe = isIdempotent(request) || error.details.delivery === 'not-sent'
  if (!error.isRetryable || !isSafe || !canBeSentAgain(request)) return { kind: 'fail', error }
  const limitMs = isMostlyConfiguration(error) ? Math.min(deadlineMs, briefMs) : deadlineMs
  return repeatWithin(limitMs, circumstances) ?? { kind: 'fail', error: givenUp(error, circumstances) }
}

function judgeStatus(outcome: Extract<Outcome, { kind: 'status' }>, circumstances: Circumstances): Verdict {
  const { request, internalErrors, deadlineMs } = circumstances
  const { status, error, retryAfterMs } = outcome
  if (status === 500) {
    // Often an HTML page about a bad state on the server (F-266), which a repeated request rarely cures.
    const mayPass = (request.method === 'GET' || isRepeatableCommand(request)) && internalErrors <= repeatsOf500
    return (mayPass && repeatWithin(deadlineMs, circumstances)) || { kind: 'answer' }
  }
  if (!isIdempotent(request) || !canBeSentAgain(request)) return { kind: 'fail', error }
  return repeatWithin(deadlineMs, circumstances, retryAfterMs) ?? { kind: 'fail', error }
}

/** Wrong host names and ports meet the same fault again. A restart of the other side takes seconds. */
function isMostlyConfiguration({ details }: NetworkError): boolean {
  return details.failure === 'host-unknown' || details.failure === 'refused' || details.failure === 'protocol'
}

const briefMs = 15_000
const repeatsOf500 = 3
const firstBackOffMs = 500
const longestBackOffMs = 20_000

/** Full jitter: any delay up to the bound, which doubles, so that callers that failed together do not return together. */
function repeatWithin(
  limitMs: number,
  { attempt, elapsedMs, random }: Circumstances,
  atLeastMs = 0,
): Verdict | undefined {
  const boundMs = Math.min(longestBackOffMs, firstBackOffMs * 2 ** (attempt - 1))
  const waitMs = Math.max(atLeastMs, random() * boundMs)
  return elapsedMs + waitMs < limitMs ? { kind: 'repeat', waitMs } : undefined
}

function givenUp(error: NetworkError, { attempt, elapsedMs }: Circumstances): NetworkError {
  if (attempt === 1) return error
  const effort = `given up after ${attempt} attempts in ${Math.round(elapsedMs / 1000)} s`
  return new NetworkError(`${error.message}; ${effort}`, error.details, {
    cause: error,
    suggestion: error.suggestion,
    advice: error.advice,
  })
}
