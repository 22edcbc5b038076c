import { randomUUID } from 'node:crypto'
import { UnauthorizedError } from '../errors/answer-errors.ts'
import { noteCorrelation } from '../errors/coupa-error.ts'
import { PauseTooLongError, type RateLimiter } from '../rate/rate-limiter.ts'
import { parseRetryAfter } from '../rate/retry-after.ts'
import { type CallRecord, startCallRecord } from '../runtime/call-record.ts'
import { type Clock, systemClock } from '../runtime/clock.ts'
import { createCounters } from '../runtime/counters.ts'
import type { Counters, Log, Tracer } from '../runtime/observer.ts'
import { redact } from '../secrets/redact.ts'
import type { Secret } from '../secrets/secret.ts'
import type { Authorization, Authorizer } from '../sign-in/token.ts'
import { type Admission, type Attempt, admit, sendOnce, type WholeResponse } from './attempt.ts'
import type { Caller, CallRequest, CallResponse, RequestSize, StreamedCallResponse } from './call.ts'
import { pageOf, rateLimitedError, redirectedError, serverError } from './call-errors.ts'
import { callToRequest, checkPath, sizeOf } from './call-to-request.ts'
import { canBeSentAgain, judge, type Verdict } from './judge.ts'
import type { Transport, TransportResponse } from './transport/transport.ts'
import { defaultTimeouts } from './transport/undici-transport.ts'
import { userAgent as defaultUserAgent } from './user-agent.ts'

export interface CallerOptions {
  /** Service root without a trailing slash, `https://name.coupahost.com/api`. */
  readonly serviceUrl: string
  readonly transport: Transport
  readonly authorizer: Authorizer
  /** The organization's budget; one for all connections to it. */
  readonly limiter: RateLimiter
  /** What no error may quote, in addition to the token or key of a request: the client's secret. */
  readonly secrets?: readonly Secret[] | undefined
  readonly clock?: Clock | undefined
  /** 0 to 1, for the spread of back-offs. Default: `Math.random`. */
  readonly random?: (() => number) | undefined
  readonly log?: Log | undefined
  readonly tracer?: Tracer | undefined
  readonly counters?: Counters | undefined
  /** Default: `coupa-connector/` and the version. */
  readonly userAgent?: string | undefined
  /** What a call does not set itself. Default: 120 s. */
  readonly deadlineMs?: number | undefined
  /** How long one attempt may take, if its call has that much time left. Default: the transport's, 300 s. */
  readonly attemptMs?: number | undefined
  /** Marks a call in the logs of both sides. Default: a random UUID. */
  readonly createCorrelationId?: (() => string) | undefined
}

/**
 * Chains what a call needs: sign-in, the organization's rate, the request itself, and a verdict on what came back.
 * Rejects with `NetworkError`, `RateLimitedError`, `ServerError` (502–504), `UnauthorizedError`, `RedirectedError`, with
 * what the authorizer throws, or with the signal's own reason.
 */
export function createCaller({
  clock = systemClock,
  random = Math.random,
  counters = createCounters(),
  userAgent = defaultUserAgent,
  deadlineMs = 120_000,
  attemptMs = defaultTimeouts.totalMs,
  createCorrelationId = randomUUID,
  secrets = [],
  ...rest
}: CallerOptions): Caller {
  // A permit that then waited for the transport to load would be used together with later ones.
  const prepared = rest.transport.prepare?.() ?? Promise.resolve()
  // Whoever calls first hears of a failure; nobody may ever call.
  prepared.catch(() => {})
  const context: Context = {
    ...rest,
    clock,
    random,
    counters,
    userAgent,
    deadlineMs,
    attemptMs,
    createCorrelationId,
    secrets,
    prepared,
  }
  return {
    call: (request) => runCall(request, context, readWhole),
    callStreamed: (request) => runCall(request, context, readStreamed),
  }
}

/** The options with their defaults; log and tracer have none. */
type Context = { readonly prepared: Promise<void> } & Pick<CallerOptions, 'log' | 'tracer'> & {
    readonly [Name in Exclude<keyof CallerOptions, 'log' | 'tracer'>]-?: NonNullable<CallerOptions[Name]>
  }

/** One call on its way through its attempts. */
interface Call {
  readonly request: CallRequest
  readonly correlationId: string
  readonly record: CallRecord
  readonly deadlineMs: number
  /**
   * When the first attempt was allowed to start, less the time for signing in. Waiting for its first turn is not Coupa's delay
   * and does not count; waiting for its token does.
   */
  startedMs: number | undefined
  attempts: number
  /** Of the last attempt. */
  sent: RequestSize | undefined
  /** Answers 401 and 500 so far: each has its own measure of patience. */
  unauthorized: number
  internalErrors: number
}

type ReadAnswer<Answer> = (
  response: TransportResponse,
  counters: Counters,
  marks: AnswerMarks,
) => Answer | Promise<Answer>

/** What an answer keeps of its call, for the errors about it. */
type AnswerMarks = Pick<CallResponse, 'strike' | 'correlationId' | 'sent'>

async function runCall<Answer>(request: CallRequest, context: Context, read: ReadAnswer<Answer>): Promise<Answer> {
  checkPath(request.path)
  const call = startCall(request, context)
  context.counters.calls++
  try {
    await context.prepared
    for (;;) {
      const admission = await waitForTurn(call, context)
      const attempt = await makeAttempt(call, admission, context, read)
      if (attempt.kind === 'answered') {
        context.authorizer.accepted?.(admission.authorization)
        call.record.succeeded(attempt.status)
        return attempt.answer
      }
      const verdict = await judgeAttempt(attempt, call, admission, context)
      if (verdict.kind === 'fail') throw verdict.error
      if (verdict.kind === 'answer' && attempt.kind === 'refused') {
        call.record.succeeded(attempt.response.status)
        const { authorization } = admission
        return await read(attempt.response, context.counters, marksOf(call, authorization, context))
      }
      if (verdict.kind === 'repeat') await prepareRepeat(verdict.waitMs, call, context)
    }
  } catch (error) {
    noteCorrelation(error, call.correlationId)
    call.record.failed(error)
    throw error
  }
}

function startCall(request: CallRequest, { log, tracer, deadlineMs, createCorrelationId }: Context): Call {
  const { method, path } = request
  const correlationId = createCorrelationId()
  return {
    request,
    correlationId,
    record: startCallRecord({ method, path, correlationId, log, tracer }),
    deadlineMs: request.deadlineMs ?? deadlineMs,
    startedMs: undefined,
    attempts: 0,
    sent: undefined,
    unauthorized: 0,
    internalErrors: 0,
  }
}

async function waitForTurn(call: Call, context: Context): Promise<Admission> {
  const { authorizer, limiter, clock, counters } = context
  const longestPauseMs = call.deadlineMs - elapsedMs(call, clock)
  try {
    const admission = await admit({ authorizer, limiter, clock, request: call.request, longestPauseMs })
    const { waitedMs } = admission.permit
    if (waitedMs > 0) {
      counters.rateLimitWaits++
      counters.rateLimitWaitMs += waitedMs
    }
    return admission
  } catch (error) {
    if (error instanceof PauseTooLongError) throw rateLimitedError(call.request, error.pausedMs)
    throw error
  }
}

async function makeAttempt<Answer>(
  call: Call,
  { authorization, permit, signInMs }: Admission,
  context: Context,
  read: ReadAnswer<Answer>,
): Promise<Attempt<Answer>> {
  const { clock, counters, limiter, transport } = context
  const sentMs = clock.monotonicMs()
  call.startedMs ??= sentMs - signInMs
  call.attempts++
  const remainingMs = call.startedMs + call.deadlineMs + graceMs - sentMs
  const request = callToRequest(call.request, {
    serviceUrl: context.serviceUrl,
    authorization,
    userAgent: context.userAgent,
    correlationId: call.correlationId,
    totalMs: Math.max(1, Math.round(Math.min(context.attemptMs, remainingMs))),
  })
  call.sent = sizeOf(request)
  const marks = marksOf(call, authorization, context)
  const attempt = await sendOnce(transport, request, (response) => read(response, counters, marks))
  if (attempt.kind !== 'lost' && statusOf(attempt) !== 429) limiter.succeeded(permit)
  call.record.attempted({
    attempt: call.attempts,
    outcome: attempt.kind === 'lost' ? attempt.error.details.failure : (statusOf(attempt) ?? 0),
    durationMs: clock.monotonicMs() - sentMs,
    waitedMs: permit.waitedMs,
  })
  return attempt
}

/**
 * An attempt in progress at the deadline may take this much longer. With 120 s that makes 140 s, so that a query that can never
 * succeed has given up within 150 s.
 */
const graceMs = 20_000

function statusOf(attempt: Attempt<unknown>): number | undefined {
  if (attempt.kind === 'lost') return undefined
  return attempt.kind === 'answered' ? attempt.status : attempt.response.status
}

async function judgeAttempt(
  attempt: Exclude<Attempt<unknown>, { kind: 'answered' }>,
  call: Call,
  admission: Admission,
  context: Context,
): Promise<Verdict> {
  const { clock, random } = context
  const { request, attempts, deadlineMs } = call
  if (statusOf(attempt) === 500) call.internalErrors++
  const circumstances = {
    request,
    attempt: attempts,
    internalErrors: call.internalErrors,
    elapsedMs: elapsedMs(call, clock),
    deadlineMs,
    random,
  }
  if (attempt.kind === 'lost') return judge({ kind: 'fault', error: attempt.error }, circumstances)

  const { response } = attempt
  if (response.status < 400) return { kind: 'fail', error: redirectedError(request, response, context.serviceUrl) }
  if (response.status === 401) return judgeUnauthorized(call, admission, response, context)
  const retryAfterMs = parseRetryAfter(response.headers['retry-after'], {
    nowMs: clock.now(),
    date: response.headers.date,
  })
  if (response.status === 429) return judgeRateLimited(call, admission, retryAfterMs, context)
  const error = serverError(request, response, strikerOf(admission.authorization, context), retryAfterMs)
  return judge({ kind: 'status', status: response.status, error, retryAfterMs }, circumstances)
}

/** The token was not active yet (F-025), was renewed, and the new one was not active yet either. */
const repeatsAfter401 = 3

async function judgeUnauthorized(
  call: Call,
  { authorization }: Admission,
  { body }: WholeResponse,
  context: Context,
): Promise<Verdict> {
  const { signal } = call.request
  call.unauthorized++
  const error = new UnauthorizedError({
    authenticationType: authorization.token ? 'oauth2' : 'api-key',
    url: context.serviceUrl,
    ...pageOf(body, strikerOf(authorization, context)),
  })
  if (call.unauthorized > repeatsAfter401) return { kind: 'fail', error }
  await context.authorizer.refused(authorization, { signal })
  return canBeSentAgain(call.request) ? { kind: 'repeat', waitMs: 0 } : { kind: 'fail', error }
}

/** A refused request was not carried out, so even a POST is repeated. The limiter does the waiting for everyone. */
function judgeRateLimited(
  call: Call,
  { permit }: Admission,
  retryAfterMs: number | undefined,
  { limiter, counters, clock }: Context,
): Verdict {
  counters.rateLimited++
  limiter.refused(permit, retryAfterMs)
  const endsMs = elapsedMs(call, clock) + limiter.pausedMs
  if (endsMs >= call.deadlineMs || !canBeSentAgain(call.request)) {
    return { kind: 'fail', error: rateLimitedError(call.request, retryAfterMs, 429) }
  }
  return { kind: 'repeat', waitMs: 0 }
}

async function prepareRepeat(waitMs: number, call: Call, { clock, counters }: Context): Promise<void> {
  counters.retries++
  call.record.repeating({ attempt: call.attempts, waitMs })
  if (waitMs > 0) await clock.sleep(waitMs, call.request.signal)
}

function elapsedMs(call: Call, clock: Clock): number {
  const nowMs = clock.monotonicMs()
  return nowMs - (call.startedMs ?? nowMs)
}

function marksOf({ correlationId, sent }: Call, authorization: Authorization, context: Context): AnswerMarks {
  return { correlationId, sent, strike: strikerOf(authorization, context) }
}

/** Nothing is looked for until an error is made. */
function strikerOf({ headerValue, token }: Authorization, { secrets }: Context): (text: string) => string {
  return (text) => redact(text, [headerValue, token?.value, ...secrets])
}

async function readWhole(response: TransportResponse, counters: Counters, marks: AnswerMarks): Promise<CallResponse> {
  const { status, headers } = response
  const bytes = await response.bytes()
  counters.bytesReceived += bytes.length
  return { status, headers, bytes, ...marks }
}

function readStreamed(response: TransportResponse, counters: Counters, marks: AnswerMarks): StreamedCallResponse {
  const { status, headers } = response
  return { status, headers, stream: counted(response.stream(), counters), ...marks }
}

async function* counted(stream: AsyncIterable<Uint8Array>, counters: Counters): AsyncIterable<Uint8Array> {
  for await (const piece of stream) {
    counters.bytesReceived += piece.length
    yield piece
  }
}
