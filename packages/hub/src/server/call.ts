import type { Actor, RouteId } from '@coupa-connector/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AccountAccess, KeyCaller, NodeCaller, PersonCaller } from './handler.ts'

export type Caller = PersonCaller | KeyCaller | NodeCaller

/** One request while it is under way: what the steps of the server find out about it, one after the other. */
export interface Call {
  readonly startedAtMs: number
  routeId: RouteId | undefined
  caller: Caller | undefined
  account: AccountAccess | undefined
  /** Aborts when the client is gone or the hub stops; made when it is first asked for. */
  readonly signal: AbortSignal
  /** The client is gone or the hub stops. */
  readonly isStopped: boolean
}

declare module 'fastify' {
  interface FastifyRequest {
    call: Call
  }
}

/** Knows the requests under way. */
export interface CallTracker {
  begin(request: FastifyRequest, reply: FastifyReply): void
  readonly inFlight: number
  /** Tells everybody who waits that the hub stops. */
  stop(reason: unknown): void
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

export interface CallTrackerOptions {
  readonly monotonicMs: () => number
  /** Called once for each request, when its answer is sent or its client is gone. */
  readonly finished: (request: FastifyRequest, reply: FastifyReply, durationMs: number) => void
  /** How a request that came in this process tells that its caller has gone. */
  readonly abandonedBy: (request: FastifyRequest) => AbortSignal | undefined
}

export function createCallTracker({ monotonicMs, finished, abandonedBy }: CallTrackerOptions): CallTracker {
  const calls = new Set<TrackedCall>()
  const waiting = new Set<() => void>()
  return {
    begin: (request, reply) => {
      const call = new TrackedCall(monotonicMs())
      calls.add(call)
      request.call = call
      const abandoned = abandonedBy(request)
      const abandon = (): void => call.abort(abandoned?.reason)
      abandoned?.addEventListener('abort', abandon, { once: true })
      // `close` comes after a finished answer and after a broken connection alike.
      reply.raw.once('close', () => {
        abandoned?.removeEventListener('abort', abandon)
        calls.delete(call)
        if (!reply.raw.writableFinished) call.abort(new Error('The client has gone'))
        finished(request, reply, monotonicMs() - call.startedAtMs)
        if (calls.size === 0) for (const resolve of [...waiting]) resolve()
      })
      if (abandoned?.aborted) abandon()
    },
    get inFlight() {
      return calls.size
    },
    stop: (reason) => {
      for (const call of [...calls]) call.abort(reason)
    },
    idle: async () => {
      if (calls.size === 0) return
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

/** For what is recorded: the caller as they are now. */
export function actorOf(caller: Caller | undefined): Actor {
  if (caller === undefined) return { kind: 'system', id: null, name: 'nobody' }
  return { kind: caller.kind === 'node' ? 'container' : caller.kind, id: caller.id, name: caller.name }
}

class TrackedCall implements Call {
  readonly startedAtMs: number
  routeId: RouteId | undefined = undefined
  caller: Caller | undefined = undefined
  account: AccountAccess | undefined = undefined
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
