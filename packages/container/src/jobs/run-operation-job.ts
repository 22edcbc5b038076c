import type { Clock } from '@coupa-connector/connector/plugins'
import { cutText, type JobEnvelope, type Operation, type OperationResult, toStorable } from '@coupa-connector/protocol'
import type { ConnectionPool } from '../connections/connection-pool.ts'
import { createJobTrace, type RequestTrace, type RequestTracer } from '../connections/trace-requests.ts'
import { type StopReason, stopReasonOf } from './job-stop.ts'
import { describeFailure, isOutcomeUnknown, type OperationError } from './operation-failure.ts'
import { type OperationAnswer, runOperation } from './run-operation.ts'
import { createStriker } from './strike-secrets.ts'

export interface RunOperationJobOptions {
  readonly pool: ConnectionPool
  readonly tracer: RequestTracer
  readonly clock: Clock
  /** Aborts with a `JobStop`. */
  readonly signal: AbortSignal
}

type OperationJob = Omit<Extract<JobEnvelope, { kind: 'operation' }>, 'operation'> & { readonly operation: Operation }

/** The hub keeps no larger results. */
const maxResultBytes = 1024 * 1024

/**
 * Runs an operation with a pooled connection. Never rejects: failures are part of the result. Returns undefined when the job
 * was stopped and there is nothing to report, so that another node may run it. A write whose fate is unknown is reported as
 * `OUTCOME_UNKNOWN`, however it was stopped.
 */
export async function runOperationJob(
  job: OperationJob,
  { pool, tracer, clock, signal }: RunOperationJobOptions,
): Promise<OperationResult | undefined> {
  const startedMs = clock.monotonicMs()
  const trace = createJobTrace(job.correlationId)
  const need = { ...job, isUnstored: job.connectionKey === job.job }
  const finish = (result: Pick<OperationResult, 'outcome' | 'message'> & Partial<OperationResult>): OperationResult =>
    toReport({ ...result, requests: trace.requests, durationMs: Math.round(clock.monotonicMs() - startedMs) }, job)

  try {
    signal.throwIfAborted()
    const answer = await tracer.run(trace, () =>
      pool.withConnection(need, (connection) => runOperation(connection, job.operation, signal)),
    )
    return finish({ outcome: 'OK', ...withoutEmpty(answer, job) })
  } catch (error) {
    const stopped = stopReasonOf(signal)
    if (stopped !== undefined) return resultOfStop(stopped, job, trace, finish)
    const described = describeFailure(error)
    const outcome = isOutcomeUnknown(described, hasWritten(job, trace)) ? 'OUTCOME_UNKNOWN' : 'FAILED'
    return finish({ outcome, message: described.message, error: described })
  }
}

function withoutEmpty(
  { message, records, isTruncated, summary, notices = [] }: OperationAnswer,
  { operation }: OperationJob,
): Partial<OperationResult> & {
  message: string
} {
  const isList = operation.action === 'query'
  return {
    message,
    ...(records.length > 0 || isList ? { records } : {}),
    ...(summary === undefined ? {} : { summary }),
    ...(isList || isTruncated ? { isTruncated } : {}),
    ...(notices.length > 0 ? { notices: [...notices] } : {}),
  }
}

function resultOfStop(
  reason: StopReason,
  job: OperationJob,
  trace: RequestTrace,
  finish: (result: { outcome: string; message: string; error?: OperationError }) => OperationResult,
): OperationResult | undefined {
  // Somebody else holds the job; the hub would not take our word for it.
  if (reason === 'lost') return undefined
  if (mayHaveWritten(job, trace)) {
    const message = `${stopped[reason]} while the change was under way: whether it happened is not known.`
    const suggestion = 'Look in Coupa whether it is there before asking for it again.'
    const error = { code: 'COUPA_OUTCOME_UNKNOWN', message, suggestion, isRetryable: false }
    return finish({ outcome: 'OUTCOME_UNKNOWN', message, error })
  }
  switch (reason) {
    case 'cancelled':
      return finish({ outcome: 'CANCELLED', message: 'The operation was cancelled.' })
    case 'deadline': {
      const message = 'The operation did not end in the time that it has.'
      const suggestion = 'Ask for less at a time: a smaller limit, fewer fields.'
      return finish({
        outcome: 'TIMED_OUT',
        message,
        error: { code: 'COUPA_TIMEOUT', message, suggestion, isRetryable: true },
      })
    }
    case 'node-stops':
      return undefined
  }
}

const stopped: Readonly<Record<Exclude<StopReason, 'lost'>, string>> = {
  cancelled: 'The operation was cancelled',
  deadline: 'The time of the operation ran out',
  'node-stops': 'The node was stopped',
}

/** Whether a request that changes something was sent and not refused. Token requests change nothing. */
function mayHaveWritten(job: OperationJob, trace: RequestTrace): boolean {
  return changesOf(job, trace).some(({ status }) => status === undefined || status < 400 || status >= 500)
}

/** Whether Coupa answered a request that changes something with success. */
function hasWritten(job: OperationJob, trace: RequestTrace): boolean {
  return changesOf(job, trace).some(({ status }) => status !== undefined && status >= 200 && status < 300)
}

/** What changes nothing, whatever it sends. */
const readingActions: ReadonlySet<Operation['action']> = new Set(['get', 'query', 'summarize'])

function changesOf({ operation, settings }: OperationJob, { requests }: RequestTrace): RequestTrace['requests'] {
  if (readingActions.has(operation.action)) return []
  const service = pathOf(settings.url)
  return requests.filter(({ method, path }) => method !== 'GET' && path.startsWith(service))
}

function pathOf(url: string | undefined): string {
  return `${URL.parse(url?.trim() ?? '')?.pathname.replace(/\/+$/, '') ?? ''}/`
}

function toReport(result: OperationResult, { settings }: OperationJob): OperationResult {
  const kept = storable(createStriker(settings)(result))
  if (Buffer.byteLength(JSON.stringify(kept)) <= maxResultBytes) return kept
  const { records: _records, requests: _requests, ...rest } = kept
  return { ...rest, message: `${rest.message.slice(0, 1000)} The result is too large to be kept.`, isTruncated: true }
}

/** What Coupa sent may hold what cannot be stored. That is replaced and said, because the operation was done all the same. */
function storable(result: OperationResult): OperationResult {
  const kept = toStorable(result)
  if (kept === result) return kept
  const isCut = JSON.stringify(kept).includes(cutText)
  const message = `${kept.message} Parts of the answer cannot be stored as Coupa sent them and were replaced.`
  return { ...kept, message, ...(isCut ? { isTruncated: true } : {}) }
}
