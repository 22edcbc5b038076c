import { AsyncLocalStorage } from 'node:async_hooks'
import type { Transport } from '@coupa-connector/connector/plugins'

/** A request as it is reported: no header, no body. */
export interface SentRequest {
  readonly method: string
  /** With its query, without scheme and host. */
  readonly path: string
  /** Absent while, or because, there was no answer. */
  status?: number
}

/** The requests of one job, in the order in which they were sent. */
export interface RequestTrace {
  readonly correlationId: string
  readonly requests: readonly SentRequest[]
}

/** Tells apart the requests of jobs that run at the same time over one connection. */
export interface RequestTracer {
  /** A transport that notes what it sends for the job that it is sent for. */
  wrap(transport: Transport): Transport
  /** Runs work whose requests are noted. */
  run<Result>(trace: JobTrace, work: () => Promise<Result>): Promise<Result>
}

/** Made by `createJobTrace`, filled by the tracer. */
export interface JobTrace extends RequestTrace {
  readonly requests: SentRequest[]
}

/** More are not reported; a job that sends so many is a long read. */
const maxRequests = 200

export function createJobTrace(correlationId: string): JobTrace {
  return { correlationId, requests: [] }
}

/** The asynchronous context carries the job, because the whole connector lies between a job and its requests. */
export function createRequestTracer(): RequestTracer {
  const current = new AsyncLocalStorage<JobTrace>()
  return {
    wrap: (transport) => ({
      ...(transport.prepare ? { prepare: () => transport.prepare?.() ?? Promise.resolve() } : {}),
      send: async (request) => {
        const trace = current.getStore()
        if (!trace) return await transport.send(request)
        const sent: SentRequest = { method: request.method, path: pathOf(request.url) }
        if (trace.requests.length < maxRequests) trace.requests.push(sent)
        const headers = { ...request.headers, 'x-correlation-id': trace.correlationId }
        const response = await transport.send({ ...request, headers })
        sent.status = response.status
        return response
      },
      close: () => transport.close(),
    }),
    run: (trace, work) => current.run(trace, work),
  }
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
