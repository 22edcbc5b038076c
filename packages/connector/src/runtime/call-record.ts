import type { Log, Tracer } from './observer.ts'

export interface CallRecordOptions {
  readonly method: string
  /** Below the service URL. Queries and bodies may hold personal data and never get here. */
  readonly path: string
  readonly correlationId: string
  readonly log: Log | undefined
  readonly tracer: Tracer | undefined
}

export interface AttemptFacts {
  readonly attempt: number
  /** Status of the answer, or the network failure's name. */
  readonly outcome: number | string
  readonly durationMs: number
  /** In the rate limiter's queue. */
  readonly waitedMs: number
}

/** Tells log and trace about one call: a debug line for each attempt, a span for the whole. */
export interface CallRecord {
  attempted(facts: AttemptFacts): void
  repeating(facts: { readonly attempt: number; readonly waitMs: number }): void
  succeeded(status: number): void
  failed(error: unknown): void
}

export function startCallRecord({ method, path, correlationId, log, tracer }: CallRecordOptions): CallRecord {
  if (log === undefined && tracer === undefined) return silent
  const span = tracer?.startSpan('coupa.call', {
    attributes: {
      'http.request.method': method,
      'coupa.path': pathTemplate(path),
      'coupa.correlation_id': correlationId,
    },
  })
  let attempts = 0
  return {
    attempted: (facts) => {
      attempts = facts.attempt
      log?.debug({ correlationId, method, path, ...facts }, 'Coupa call attempted')
    },
    repeating: (facts) => {
      log?.debug({ correlationId, method, path, ...facts }, 'Coupa call is repeated')
    },
    succeeded: (status) => {
      span?.setAttribute('http.response.status_code', status)
      span?.setAttribute('coupa.attempts', attempts)
      span?.end()
    },
    failed: (error) => {
      if (!span) return
      span.setAttribute('coupa.attempts', attempts)
      if (error instanceof Error) span.recordException(error)
      span.setStatus({ code: spanStatusError, ...(error instanceof Error ? { message: error.message } : {}) })
      span.end()
    },
  }
}

/** For calls that nobody listens to. */
const silent: CallRecord = { attempted: () => {}, repeating: () => {}, succeeded: () => {}, failed: () => {} }

/** `SpanStatusCode.ERROR` of OpenTelemetry. */
const spanStatusError = 2

/** `invoices/7/submit` as `invoices/{id}/submit`, so that spans can be grouped. */
export function pathTemplate(path: string): string {
  return path.replace(/(^|\/)\d+(?=\/|$)/g, '$1{id}')
}
