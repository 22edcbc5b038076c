import type { FastifyReply, FastifyRequest } from 'fastify'

/** Ids of requests, by which they are found in logs, audit, containers and Coupa. */
export interface RequestIds {
  /** Echoes the request's name; takes it from a trusted proxy. */
  begin(request: FastifyRequest, reply: FastifyReply): void
  /** Takes the name that a known caller gave. */
  adopt(request: FastifyRequest, reply: FastifyReply): void
}

/** Unknown callers get an id that the hub made, so that they cannot hide behind somebody else's in the logs. */
export function createRequestIds(isTrustedProxy: (address: string) => boolean): RequestIds {
  const take = (request: FastifyRequest, reply: FastifyReply): void => {
    const given = request.headers['x-request-id']
    if (typeof given !== 'string' || !/^[\w.:-]{1,100}$/.test(given)) return
    request.id = given
    reply.header('x-request-id', given)
  }
  return {
    begin: (request, reply) => {
      reply.header('x-request-id', request.id)
      if (isTrustedProxy(request.socket.remoteAddress ?? '')) take(request, reply)
    },
    adopt: (request, reply) => {
      if (request.state.caller !== undefined) take(request, reply)
    },
  }
}
