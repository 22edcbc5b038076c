import type { Route, RouteId } from '@coupa-connector/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Cookies } from '../pipeline/cookies.ts'
import { actorOf } from '../pipeline/principal.ts'
import type { WaitingRequests } from '../pipeline/waiting-requests.ts'
import { type Commit, Committed } from './commit.ts'
import { createEventStream } from './event-stream.ts'
import type { HandlerReply, RequestMeta, StreamedEvent } from './handler.ts'
import type { KeepAnswer, KeptAnswer, RunOnce } from './idempotency.ts'
import { readRequest } from './read-request.ts'

/** Any handler of the table, without the types of its route. */
export type AnyHandler = (request: unknown) => Promise<HandlerReply<Route> | Committed<unknown>>

export interface RouteHandlerParts {
  readonly context: HubContext
  readonly cookies: Cookies
  readonly runOnce: RunOnce
  readonly waiting: WaitingRequests
}

/** Joins a route with its handler: reads and checks the request, calls, writes the answer as the table describes it. */
export function createRouteHandler(
  routeId: RouteId,
  route: Route,
  handler: AnyHandler,
  { context, cookies, runOnce, waiting }: RouteHandlerParts,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  const status = successStatus(route)
  return async (request, reply) => {
    const { caller, account } = request.state
    const { params, query, body } = readRequest(route, request)
    const ifMatch = request.headers['if-match']
    if (route.etag === 'required' && ifMatch === undefined) {
      throw new HubProblem('VERSION_REQUIRED', {
        detail: 'The request must say which version it changes.',
        suggestion: 'Read it first, and send its ETag as If-Match.',
      })
    }
    const wait = route.answer === 'stream' ? 'stream' : waitOf(query) || waitOf(body) ? 'poll' : undefined
    if (wait !== undefined) waiting.enter(request, reply, { kind: wait, routeId, body })
    const actor = actorOf(caller)
    const meta = metaOf(routeId, request, cookies)
    const call = async (commit?: Commit<unknown>): ReturnType<AnyHandler> =>
      await handler({ params, query, body, caller, account, actor, meta, commit })

    if (!route.isIdempotent) return writeAnswer(replyOf(await call()), request, reply)
    const change = async (keep?: KeepAnswer): Promise<KeptAnswer> => answerOf(await call(commitWith(keep)))
    const key = headerOf(request, 'idempotency-key')
    if (key === undefined) return writeKept(await change(), reply)
    const { signal } = request.state
    const once = { key, routeId, account: account?.id, actor, params, body, signal }
    const { answer, isRepeated } = await runOnce(once, change)
    if (!isRepeated) return writeKept(answer, reply)
    // The database keeps names in an order of its own; the check puts them into the table's.
    return writeKept({ ...answer, body: checked(answer.body) }, reply.header('idempotency-replayed', 'true'))
  }

  /** Makes the change and keeps its answer, where there is a key to keep it for, in one transaction. */
  function commitWith(keep: KeepAnswer | undefined): Commit<unknown> {
    return async (work) =>
      await context.db.transaction().execute(async (trx) => {
        const { body, etag } = await work(trx)
        const answer = { status, body: checked(body), etag: etag ?? null }
        await keep?.(trx, answer)
        return new Committed<unknown>(answer)
      })
  }

  function replyOf(given: Awaited<ReturnType<AnyHandler>>): HandlerReply<Route> {
    if (given instanceof Committed) throw new TypeError(`${routeId} is not idempotent, and its answer was kept`)
    return given
  }

  function answerOf(given: Awaited<ReturnType<AnyHandler>>): KeptAnswer {
    if (given instanceof Committed) return given.answer
    throw new TypeError(`The handler of ${routeId} did not commit its answer`)
  }

  function writeKept({ status, body, etag }: KeptAnswer, reply: FastifyReply): FastifyReply {
    if (etag !== null) reply.header('etag', etag)
    return sendJson(reply.status(status), body)
  }

  function writeAnswer(answer: HandlerReply<Route>, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    for (const cookie of answer.cookies ?? []) cookies.set(reply, cookie)
    if (answer.location !== undefined) return reply.redirect(answer.location, 303)
    if (route.answer === 'stream') return writeStream(answer, request, reply)
    if (answer.etag !== undefined) {
      reply.header('etag', answer.etag)
      if (route.method === 'GET' && isUnchanged(request.headers['if-none-match'], answer.etag)) {
        return reply.status(304).send()
      }
    }
    reply.status(status)
    return route.response === undefined ? reply.send() : sendJson(reply, checked(answer.body))
  }

  function writeStream(answer: HandlerReply<Route>, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const events = answer.body as unknown as AsyncIterable<StreamedEvent<unknown>>
    // Some proxies would collect a stream before they pass it on.
    reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no')
    const failed = (error: unknown): void => {
      // A right that has gone ends a stream, and the next request hears why.
      if (error instanceof HubProblem && error.status < 500) return
      context.log.error({ routeId, requestId: request.id, error }, 'a stream ended early')
    }
    return reply.send(createEventStream(events, { signal: request.state.signal, clock: context.clock, failed }))
  }

  /** Takes away what the table does not name, so that a column too much never reaches a caller. */
  function checked(body: unknown): unknown {
    if (route.response === undefined) return undefined
    const result = route.response.safeParse(body)
    if (result.success) return result.data
    throw new TypeError(`The answer of ${routeId} is not as described`, { cause: result.error })
  }
}

/** Status of an answer that is a success. */
export function successStatus(route: Route): number {
  return route.status ?? (route.response || route.answer ? 200 : 204)
}

function metaOf(routeId: RouteId, request: FastifyRequest, cookies: Cookies): RequestMeta {
  return {
    routeId,
    requestId: request.id,
    address: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 400),
    ifMatch: request.headers['if-match'],
    lastEventId: headerOf(request, 'last-event-id'),
    cookie: (name) => request.cookies[cookies.name(name)],
    get signal() {
      return request.state.signal
    },
    recheck: () => request.state.recheck(),
  }
}

/** How long a request wants to wait for something to happen, in milliseconds. */
function waitOf(given: unknown): number {
  const { waitMs }: { readonly waitMs?: unknown } = Object(given)
  return typeof waitMs === 'number' ? waitMs : 0
}

function sendJson(reply: FastifyReply, body: unknown): FastifyReply {
  return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body))
}

function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
