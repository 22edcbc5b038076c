import {
  type Actor,
  apiPrefix,
  includesRole,
  type Problem,
  problemKinds,
  type Route,
  routeIds,
  routes,
} from '@coupa-connector/protocol'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { createId } from '../database/create-id.ts'
import type { HubContext } from '../hub-context.ts'
import { HubProblem, notFound } from '../problem.ts'
import { type Authentication, credentialPrefixes } from './authentication.ts'
import type { HandlerReply, Handlers, KeyCaller, NodeCaller, PersonCaller } from './handler.ts'

export interface ServerParts {
  readonly context: HubContext
  readonly authentication: Authentication
  readonly handlers: Handlers
}

/** Makes the HTTP server of the route table. */
export async function createServer({ context, authentication, handlers }: ServerParts): Promise<FastifyInstance> {
  const isSecure = context.origin.startsWith('https:')
  const cookieName = (name: string): string => (isSecure ? `__Host-coupa_connector_${name}` : `coupa_connector_${name}`)
  const app = Fastify({ logger: false, genReqId: () => createId(), routerOptions: { maxParamLength: 500 } })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(cookie)
  app.setErrorHandler((error, request, reply) => sendProblem(toProblem(error), request, reply))
  app.setNotFoundHandler((request, reply) => sendProblem(notFound('address'), request, reply))

  for (const id of routeIds) {
    const route: Route = routes[id]
    app.route({
      method: route.method,
      url: `${apiPrefix}${route.path}`,
      bodyLimit: route.maxBodyBytes ?? 262_144,
      schema: {
        ...(route.params ? { params: route.params } : {}),
        ...(route.query ? { querystring: route.query } : {}),
        ...(route.body ? { body: route.body } : {}),
        ...(route.response && route.answer === undefined ? { response: { [statusOf(route)]: route.response } } : {}),
      },
      handler: async (request, reply) => {
        const { caller, account } = await admit(route, request)
        const answer = await (handlers[id] as (request: unknown) => Promise<HandlerReply<Route>>)({
          params: request.params,
          query: request.query,
          body: request.body,
          caller,
          account,
          actor: actorOf(caller),
          meta: {
            routeId: id,
            requestId: request.id,
            address: request.ip,
            userAgent: request.headers['user-agent'] ?? '',
            ifMatch: request.headers['if-match'],
            lastEventId: headerOf(request, 'last-event-id'),
            cookie: (name: string) => request.cookies[cookieName(name)],
            signal: context.stopping,
          },
        })
        for (const { name, value, maxAgeSeconds } of answer.cookies ?? []) {
          const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure } as const
          if (value === undefined) reply.clearCookie(cookieName(name), options)
          else
            reply.setCookie(cookieName(name), value, {
              ...options,
              ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
            })
        }
        if (answer.etag !== undefined) reply.header('etag', answer.etag)
        if (answer.location !== undefined) return reply.redirect(answer.location, 303)
        reply.status(statusOf(route))
        return answer.body === undefined ? reply.send() : answer.body
      },
    })
  }
  return app

  async function admit(route: Route, request: FastifyRequest): Promise<{ caller: unknown; account: unknown }> {
    const { access } = route
    const accountId = access.kind === 'account' ? String((request.params as { account?: unknown }).account) : undefined
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const token = request.cookies[cookieName('session')]
    if (access.kind === 'container') {
      const node = bearer === undefined ? undefined : await authentication.byNodeCredential(bearer)
      if (!node) throw new HubProblem('CREDENTIAL_REFUSED', 'The credential of the node is unknown or revoked.')
      return { caller: node, account: undefined }
    }
    const found = bearer?.startsWith(credentialPrefixes.key)
      ? await authentication.byKey(bearer, accountId)
      : token === undefined
        ? undefined
        : await authentication.bySession(token, accountId)
    if (access.kind === 'open') return { caller: found?.caller, account: undefined }
    if (!found) throw new HubProblem('NOT_SIGNED_IN', 'Sign in, or send an API key as `Authorization: Bearer …`.')
    if (access.kind === 'account' && !found.account) throw notFound('account')
    const personOnly = access.kind === 'person' || (access.kind === 'account' && access.personOnly === true)
    if (personOnly && found.caller.kind !== 'person')
      throw new HubProblem('PERSON_REQUIRED', 'API keys may not do this.')
    if (access.kind === 'account' && found.account && !includesRole(found.account.role, access.role)) {
      throw new HubProblem('ROLE_TOO_LOW', `This takes the role ${access.role}; you have ${found.account.role}.`)
    }
    return found
  }
}

function statusOf(route: Route): number {
  return route.status ?? (route.response || route.answer ? 200 : 204)
}

function actorOf(caller: unknown): Actor {
  const { kind, id, name } = (caller ?? {}) as Partial<PersonCaller | KeyCaller | NodeCaller>
  if (kind === undefined || id === undefined) return { kind: 'system', id: null, name: 'nobody' }
  return { kind: kind === 'node' ? 'container' : kind, id, name: name ?? '' }
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

function toProblem(error: unknown): HubProblem {
  if (error instanceof HubProblem) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map(({ instancePath, message }) => ({
      field: `${error.validationContext}${instancePath.replaceAll('/', '.')}`,
      message: message ?? 'is not as described',
    }))
    return new HubProblem('REQUEST_INVALID', { detail: 'The request is not as described.', fields })
  }
  return new HubProblem('INTERNAL_ERROR', 'An unexpected error.', { cause: error })
}

function sendProblem(problem: HubProblem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, title } = problemKinds[problem.code]
  const { detail, suggestion, fields } = problem.facts
  const body: Problem = {
    type: `urn:coupa-connector:problem:${problem.code.toLowerCase().replaceAll('_', '-')}`,
    code: problem.code,
    status,
    title,
    detail,
    requestId: request.id,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(fields === undefined ? {} : { fields: [...fields] }),
  }
  return reply.status(status).serializer(JSON.stringify).type('application/problem+json').send(body)
}
