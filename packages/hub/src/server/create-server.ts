import { apiPrefix, type Route, type RouteId, routes } from '@coupa-connector/protocol'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { createId } from '../basics/create-id.ts'
import { HubProblem, notFound } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import { registerConsolePages, type SendPage } from './console-pages.ts'
import { registerContainerProgram } from './container-program.ts'
import { registerDocumentationPages } from './documentation-pages.ts'
import { registerHealthAndMetrics } from './health-and-metrics.ts'
import { createMetrics } from './metrics.ts'
import { registerApiDocs } from './openapi/register-api-docs.ts'
import { createAdmission } from './pipeline/admission.ts'
import { allowedMethods } from './pipeline/allowed-methods.ts'
import type { Authentication } from './pipeline/authentication.ts'
import { createCookies } from './pipeline/cookies.ts'
import { createInProcessFetch } from './pipeline/in-process-fetch.ts'
import { takeJsonBodies } from './pipeline/json-body.ts'
import { actorOf } from './pipeline/principal.ts'
import { sendProblemPage, wantsPage } from './pipeline/problem-page.ts'
import { sendProblem, toProblem } from './pipeline/problem-reply.ts'
import { createRequestIds } from './pipeline/request-ids.ts'
import { createRequestLimits } from './pipeline/request-limits.ts'
import { createRequestTracker, type RequestTracker } from './pipeline/request-state.ts'
import { securityHeaders } from './pipeline/security-headers.ts'
import { createWaitingRequests } from './pipeline/waiting-requests.ts'
import { type AgentAnswers, registerAgents } from './register-agents.ts'
import type { Handlers } from './routes/handler.ts'
import { createIdempotency } from './routes/idempotency.ts'
import { registerRoutes } from './routes/register-routes.ts'
import { createProxyTrust, type ServerOptions } from './server-options.ts'

export interface ServerParts extends ServerOptions {
  readonly context: HubContext
  readonly authentication: Authentication
  readonly handlers: Handlers
  /** Answers agents at `/mcp`. Default: there is no such address. */
  readonly agents?: AgentAnswers | undefined
  /** Told of what was refused to somebody known. Default: nobody is. */
  readonly auditRefusal?:
    | ((route: Route, routeId: RouteId, request: FastifyRequest, problem: HubProblem) => Promise<void>)
    | undefined
}

/** The HTTP server of a hub, ready and not yet listening. */
export interface HubServer {
  readonly app: FastifyInstance
  /** Answers a request in this process. */
  readonly fetch: typeof fetch
  /** Answers whoever waits, finishes what is under way within `closeTimeoutMs`, and closes. */
  close(): Promise<void>
}

/**
 * Requests are read and answers cut by the route table, and no route has a schema of fastify's. Its own compilers, unused,
 * would be a fifth of the start of a hub and 8 MB of its memory.
 */
const noCompilers = {
  buildValidator: () => refuseSchema,
  buildSerializer: () => refuseSchema,
}

function refuseSchema(): never {
  throw new TypeError('Routes of the hub have their schemas in the route table, not in fastify')
}

/** Creates the HTTP server of the route table. Throws when a route of the table is incomplete. */
export async function createServer(parts: ServerParts): Promise<HubServer> {
  const { context, authentication, handlers, closeTimeoutMs = 10_000 } = parts
  const isTrustedProxy = createProxyTrust(parts.trustProxy)
  const headers = securityHeaders(context.origin)
  let sendConsolePage: SendPage | undefined
  const answer: typeof sendProblem = (problem, request, reply) => {
    if (!wantsPage(request)) return sendProblem(problem, request, reply)
    // The console itself says that there is no such page.
    if (request.is404 && sendConsolePage && !request.url.startsWith('/api/')) return sendConsolePage(reply.status(404))
    const nonce = context.randomBytes(16).toString('base64')
    return sendProblemPage(problem, request, reply, { policy: headers['content-security-policy'] ?? '', nonce })
  }
  const app = Fastify({
    logger: false,
    genReqId: () => createId(),
    trustProxy: (address) => isTrustedProxy(address),
    // A slow sender must not hold a connection for ever.
    requestTimeout: 60_000,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500 },
    schemaController: { compilersFactory: noCompilers },
    frameworkErrors: (error, request, reply) => answer(toProblem(error), request, reply),
  })
  const inProcess = createInProcessFetch(app, context.origin)
  const metrics = createMetrics(context, () => tracker.inFlight)
  const tracker: RequestTracker = createRequestTracker({
    monotonicMs: () => context.clock.monotonicMs(),
    abandonedBy: inProcess.abandonedBy,
    finished: (request, reply, durationMs) => {
      metrics.observe(request, reply, durationMs)
      logRequest(context, request, reply, durationMs)
    },
  })
  const limits = createRequestLimits(parts.rateLimits, () => context.clock.monotonicMs())
  const requestIds = createRequestIds(isTrustedProxy)

  app.decorateRequest('state')
  app.addHook('onRequest', (request, reply, done) => {
    tracker.begin(request, reply)
    reply.headers(headers)
    requestIds.begin(request, reply)
    done(request.is404 ? noSuchAddress(request, reply) : undefined)
  })
  // A client that is answered while the hub stops finds another hub with its next request, instead of a connection that breaks.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (context.stopping.aborted) reply.header('connection', 'close')
    done()
  })
  await app.register(cookie)
  takeJsonBodies(app)
  app.setErrorHandler(createErrorHandler(parts, answer))
  app.setNotFoundHandler((request, reply) => {
    throw noSuchAddress(request, reply)
  })
  registerHealthAndMetrics(app, { context, metrics, metricsToken: parts.metricsToken })
  const cookies = createCookies(context.origin)
  registerApiDocs(app, {
    origin: context.origin,
    version: context.version,
    sessionCookie: cookies.name('session'),
  })
  if (parts.consoleDirectory !== undefined) {
    sendConsolePage = registerConsolePages(app, {
      directory: parts.consoleDirectory,
      headers,
      randomBytes: context.randomBytes,
    })
  }
  if (parts.documentationDirectory !== undefined) {
    registerDocumentationPages(app, { directory: parts.documentationDirectory, headers })
  }
  if (parts.containerProgramFile !== undefined) {
    registerContainerProgram(app, { file: parts.containerProgramFile, version: context.version })
  }
  const admit = createAdmission({ authentication, refusals: limits.refusals })
  if (parts.agents) registerAgents(app, { context, agents: parts.agents, admit, limits, inProcess })
  registerRoutes(app, {
    context,
    handlers,
    admit,
    cookies,
    runOnce: createIdempotency(context),
    limits,
    waiting: createWaitingRequests(),
    requestIds,
  })
  const stop = (): void => tracker.stop(context.stopping.reason)
  context.stopping.addEventListener('abort', stop, { once: true })
  await app.ready()

  return {
    app,
    fetch: inProcess.fetch,
    close: async () => {
      stop()
      await closeWithin(closeTimeoutMs, context, app, tracker)
      metrics.close()
    },
  }
}

async function closeWithin(
  timeoutMs: number,
  { clock, log }: HubContext,
  app: FastifyInstance,
  tracker: RequestTracker,
): Promise<void> {
  const finished = new AbortController()
  const late = clock.sleep(timeoutMs, finished.signal).then(
    () => true,
    () => false,
  )
  // Connections that were in use when the server closed stay open after their last answer.
  const idle = tracker.idle().then(() => app.server.closeIdleConnections())
  const closed = Promise.all([app.close(), idle]).then(() => false)
  if (await Promise.race([closed, late])) {
    log.warn({ inFlight: tracker.inFlight }, 'requests under way were cut off: the hub stops')
    app.server.closeAllConnections()
    return
  }
  finished.abort()
}

function createErrorHandler({ context, auditRefusal }: ServerParts, answer: typeof sendProblem) {
  return async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const problem = isGone(error, request) ? stoppedOrGone(error) : toProblem(error)
    const { routeId } = request.state
    // Of what a stop cuts short only the unforeseen is worth a line.
    if (problem.code === 'INTERNAL_ERROR' || (problem.status >= 500 && !context.stopping.aborted)) {
      const cause = problem.cause ?? problem
      context.log.error({ routeId, requestId: request.id, error: cause }, 'a request failed unexpectedly')
    }
    if (routeId !== undefined) await auditRefusal?.(routes[routeId], routeId, request, problem)
    return answer(problem, request, reply)
  }
}

/** A handler that rethrows the reason of its signal has not failed. */
function isGone(error: unknown, { state }: FastifyRequest): boolean {
  return state.isStopped && error === state.signal.reason
}

function stoppedOrGone(cause: unknown): HubProblem {
  return new HubProblem('UNAVAILABLE', { detail: 'The hub is stopping.', retryAfterSeconds: 1 }, { cause })
}

function noSuchAddress(request: FastifyRequest, reply: FastifyReply): HubProblem {
  const path = request.url.split('?', 1)[0] ?? ''
  const methods = path.startsWith(apiPrefix) ? allowedMethods(path.slice(apiPrefix.length)) : []
  if (methods.length === 0) return notFound('address')
  reply.header('allow', methods.join(', '))
  return new HubProblem('METHOD_NOT_ALLOWED', `This address takes ${methods.join(', ')}.`)
}

/** One line a request: who, what and how long; never a body, a query, a cookie or a credential. */
function logRequest({ log }: HubContext, request: FastifyRequest, reply: FastifyReply, durationMs: number): void {
  const { routeId, caller, account } = request.state
  log.info(
    {
      requestId: request.id,
      routeId: routeId ?? null,
      method: request.method,
      status: reply.raw.headersSent ? reply.statusCode : 0,
      durationMs: Math.round(durationMs * 10) / 10,
      actor: actorOf(caller).id,
      account: account?.id ?? null,
      address: request.ip,
    },
    'request',
  )
}
