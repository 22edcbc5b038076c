/** A logger that takes an object and a message: pino fits as it is. Secrets never get here. */
export interface Log {
  debug(facts: object, message: string): void
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** The part of an OpenTelemetry tracer that is used; `trace.getTracer('…')` fits. */
export interface Tracer {
  startSpan(name: string, options?: { attributes?: Record<string, string | number | boolean> }): Span
}

export interface Span {
  setAttribute(name: string, value: string | number | boolean): unknown
  recordException(error: Error): void
  setStatus(status: { code: number; message?: string }): unknown
  end(): void
}

/** Running totals of one connection; read them with `connection.counters()`. */
export interface Counters {
  calls: number
  retries: number
  rateLimitWaits: number
  rateLimitWaitMs: number
  rateLimited: number
  tokenRequests: number
  tokenRenewals: number
  bytesReceived: number
}
