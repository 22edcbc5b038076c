import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { Route } from '@coupa-connector/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { HubProblem } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import { type Admit, readCredential } from './pipeline/admission.ts'
import type { InProcessFetch } from './pipeline/in-process-fetch.ts'
import type { RequestLimits } from './pipeline/request-limits.ts'

/** What answers agents; it sees who asks, and calls the hub's own routes as they do. */
export interface AgentAnswers {
  answer(
    request: Request,
    body: unknown,
    caller: {
      readonly account: string
      readonly credential: string
      readonly fetch: typeof fetch
      readonly signal: AbortSignal
    },
  ): Promise<Response>
  close(): Promise<void>
}

export interface AgentParts {
  readonly context: HubContext
  readonly agents: AgentAnswers
  readonly admit: Admit
  readonly limits: RequestLimits
  readonly inProcess: InProcessFetch
}

const address = '/mcp'
const maxBodyBytes = 262_144

/** Who may ask at all; what a tool does is admitted by its own routes. */
const access: Route = {
  method: 'POST',
  path: address,
  access: { kind: 'signed-in' },
  tag: 'Agents',
  summary: 'The Model Context Protocol',
}

/** Serves agents over streamable HTTP, with API keys. */
export function registerAgents(app: FastifyInstance, { context, agents, admit, limits, inProcess }: AgentParts): void {
  app.route({
    method: ['GET', 'POST', 'DELETE'],
    url: address,
    bodyLimit: maxBodyBytes,
    exposeHeadRoute: false,
    onRequest: async (request, reply) => {
      refusePages(request, context.origin)
      // A cookie is for pages, and a page is not an agent.
      const { bearer } = readCredential(request, '')
      if (bearer === undefined) limits.countAddress(request, reply)
      await admit(access, request, { bearer, sessionToken: undefined })
      limits.countCaller(request, reply)
    },
    handler: async (request, reply) => {
      const { caller, signal } = request.state
      if (caller?.kind !== 'key') throw new HubProblem('NOT_SIGNED_IN', 'Send an API key as "Authorization: Bearer …".')
      const { bearer = '' } = readCredential(request, '')
      const answer = await agents.answer(toWebRequest(request, context.origin, signal), request.body ?? undefined, {
        account: caller.account,
        credential: bearer,
        fetch: inProcess.fetchFrom(request.ip),
        signal,
      })
      for (const [name, value] of answer.headers) reply.header(name, value)
      reply.header('cache-control', 'no-store').status(answer.status)
      return reply.send(answer.body ? Readable.fromWeb(answer.body as NodeReadableStream) : undefined)
    },
  })
  app.addHook('onClose', () => agents.close())
}

/** A page of another origin has no business here, whatever key it has. */
function refusePages({ headers }: FastifyRequest, origin: string): void {
  if (headers.origin === undefined || headers.origin === origin) return
  throw new HubProblem('ORIGIN_REFUSED', {
    detail: `The request comes from a page of ${headers.origin.slice(0, 200)}; agents are programs of their own.`,
    suggestion: 'Send it from a program, without an Origin header.',
  })
}

/** Without a body, which is parsed already. */
function toWebRequest({ method, headers, url }: FastifyRequest, origin: string, signal: AbortSignal): Request {
  const kept = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && name !== 'content-length' ? [[name, value]] : [],
  )
  return new Request(new URL(url, origin), { method, headers: kept, signal })
}
