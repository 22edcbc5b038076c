import type { RouteId } from '@coupa-connector/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AccountAccess, Principal } from './principal.ts'

/** One request while it is being processed: what the steps of the server find out about it, one after the other. */
export interface RequestState {
  readonly startedAtMs: number
  routeId: RouteId | undefined
  caller: Principal | undefined
  account: AccountAccess | undefined
  /** Aborts when the client is gone or the hub stops. Created when first requested. */
  readonly signal: AbortSignal
  /** The client is gone or the hub stops. */
  readonly isStopped: boolean
  /** Checks the caller's right again as it was checked before the request. Throws a `HubProblem` when it has gone. */
  recheck: () => Promise<void>
  /** Ends the wait of the request. */
  abort(reason: unknown): void
}

declare module 'fastify' {
  interface FastifyRequest {
    state: RequestState
  }
}

/** Knows the requests under way. */
export interface RequestTracker {
  begin(request: FastifyRequest, reply: FastifyReply): void
  readonly inFlight: number
  /** Tells everybody who waits that the hub stops. */
  stop(reason: unknown): void
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

export interface RequestTrackerOptions {
  readonly monotonicMs: () => number
  /** Called once for each request, when its answer is sent or its client is gone. */
  readonly finished: (request: FastifyRequest, reply: FastifyReply, durationMs: number) => void
  /** How an in-process request reports that its caller has gone. */
  readonly abandonedBy: (request: FastifyRequest) => AbortSignal | undefined
}

export function createRequestTracker({ monotonicMs, finished, abandonedBy }: RequestTrackerOptions): RequestTracker {
  const underWay = new Set<TrackedRequest>()
  const waiting = new Set<() => void>()
  return {
    begin: (request, reply) => {
      const state = new TrackedRequest(monotonicMs())
      underWay.add(state)
      request.state = state
      const abandoned = abandonedBy(request)
      const abandon = (): void => state.abort(abandoned?.reason)
      abandoned?.addEventListener('abort', abandon, { once: true })
      // `close` follows a finished answer as well as a broken connection.
      reply.raw.once('close', () => {
        abandoned?.removeEventListener('abort', abandon)
        underWay.delete(state)
        if (!reply.raw.writableFinished) state.abort(new Error('The client has gone'))
        finished(request, reply, monotonicMs() - state.startedAtMs)
        if (underWay.size === 0) for (const resolve of [...waiting]) resolve()
      })
      if (abandoned?.aborted) abandon()
    },
    get inFlight() {
      return underWay.size
    },
    stop: (reason) => {
      for (const state of [...underWay]) state.abort(reason)
    },
    idle: async () => {
      if (underWay.size === 0) return
      await new Promise<void>((resolve) => {
        const done = (): void => {
          waiting.delete(done)
          resolve()
        }
        waiting.add(done)
      })
    },
  }
}

class TrackedRequest implements RequestState {
  readonly startedAtMs: number
  routeId: RouteId | undefined = undefined
  caller: Principal | undefined = undefined
  account: AccountAccess | undefined = undefined
  recheck: () => Promise<void> = async () => {}
  #controller: AbortController | undefined = undefined
  #abortedBy: { readonly reason: unknown } | undefined = undefined

  constructor(startedAtMs: number) {
    this.startedAtMs = startedAtMs
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#abortedBy) this.#controller.abort(this.#abortedBy.reason)
    }
    return this.#controller.signal
  }

  get isStopped(): boolean {
    return this.#abortedBy !== undefined
  }

  abort(reason: unknown): void {
    this.#abortedBy ??= { reason }
    this.#controller?.abort(reason)
  }
}
