import { apiPrefix, type Route, type RouteId, routeIds, routes } from '@coupa-connector/protocol'
import type { FastifyInstance } from 'fastify'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { type Admit, readCredential } from '../pipeline/admission.ts'
import type { Cookies } from '../pipeline/cookies.ts'
import { refuseCrossSite } from '../pipeline/cross-site.ts'
import type { RequestIds } from '../pipeline/request-ids.ts'
import type { RequestLimits } from '../pipeline/request-limits.ts'
import type { WaitingRequests } from '../pipeline/waiting-requests.ts'
import type { Handlers } from './handler.ts'
import type { RunOnce } from './idempotency.ts'
import { type AnyHandler, createRouteHandler } from './route-handler.ts'

const defaultMaxBodyBytes = 262_144
const accessKinds = ['open', 'signed-in', 'person', 'account', 'container']

export interface RoutingParts {
  readonly context: HubContext
  readonly handlers: Handlers
  readonly admit: Admit
  readonly cookies: Cookies
  readonly runOnce: RunOnce
  readonly limits: RequestLimits
  readonly waiting: WaitingRequests
  readonly requestIds: RequestIds
}

/**
 * Registers every route of the table. Throws when one has no handler or does not say who may call it: a hub that starts
 * answers all of its table and leaves no door open by mistake.
 */
export function registerRoutes(app: FastifyInstance, parts: RoutingParts): void {
  for (const routeId of routeIds) registerRoute(app, routeId, routes[routeId], parts)
}

function registerRoute(app: FastifyInstance, routeId: RouteId, route: Route, parts: RoutingParts): void {
  const { context, handlers, admit, cookies, runOnce, limits, waiting, requestIds } = parts
  const handler = handlers[routeId] as AnyHandler | undefined
  if (handler === undefined) throw new TypeError(`Route ${routeId} has no handler`)
  if (!accessKinds.includes(route.access?.kind)) throw new TypeError(`Route ${routeId} does not say who may call it`)
  const sessionCookie = cookies.name('session')
  app.route({
    method: route.method,
    url: `${apiPrefix}${route.path}`,
    bodyLimit: route.maxBodyBytes ?? defaultMaxBodyBytes,
    exposeHeadRoute: route.method === 'GET' && route.answer === undefined,
    // Before the body is read: who may not call makes the hub read nothing.
    onRequest: async (request, reply) => {
      request.state.routeId = routeId
      if (context.stopping.aborted) {
        reply.header('connection', 'close')
        throw new HubProblem('UNAVAILABLE', { detail: 'This hub is stopping.', retryAfterSeconds: 1 })
      }
      const shown = readCredential(request, sessionCookie)
      refuseCrossSite({
        method: request.method,
        headers: request.headers,
        origin: context.origin,
        hasBearer: shown.bearer !== undefined,
        hasSessionCookie: shown.sessionToken !== undefined,
      })
      if (shown.bearer === undefined && shown.sessionToken === undefined) limits.countAddress(request, reply)
      try {
        await admit(route, request, shown)
        request.state.recheck = () => admit(route, request, shown)
      } finally {
        requestIds.adopt(request, reply)
      }
      limits.countCaller(request, reply)
    },
    handler: createRouteHandler(routeId, route, handler, { context, cookies, runOnce, waiting }),
  })
}
