import type { FastifyReply, FastifyRequest } from 'fastify'
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts'
import { defaultRateLimits, type RateLimit, type ServerOptions } from './server-options.ts'

/** The general limits of requests. Those of sign-in are counted in the database, by the route itself. */
export interface RequestLimits {
  /** Counts a request without a credential. */
  countAddress(request: FastifyRequest, reply: FastifyReply): void
  /** Counts a request of somebody known; nodes are bounded by their leases. */
  countCaller(request: FastifyRequest, reply: FastifyReply): void
  /** Credentials that were refused, by address. */
  readonly refusals: RateLimiter
}

export function createRequestLimits(
  rateLimits: ServerOptions['rateLimits'] = defaultRateLimits,
  monotonicMs: () => number,
): RequestLimits {
  if (rateLimits === 'off') {
    const standing = { remaining: 0, resetSeconds: 0 }
    return { countAddress: () => {}, countCaller: () => {}, refusals: { take: () => standing, check: () => {} } }
  }
  const byCaller = createRateLimiter({ ...rateLimits.caller, monotonicMs })
  const byAddress = createRateLimiter({ ...rateLimits.address, monotonicMs })
  return {
    countAddress: (request, reply) => count(byAddress, rateLimits.address, request.ip, reply),
    countCaller: ({ call: { caller } }, reply) => {
      if (caller === undefined || caller.kind === 'node') return
      count(byCaller, rateLimits.caller, caller.kind === 'key' ? caller.id : caller.session, reply)
    },
    refusals: createRateLimiter({ ...rateLimits.refusals, monotonicMs }),
  }
}

/** Headers as in draft-ietf-httpapi-ratelimit-headers-10. */
function count(limiter: RateLimiter, { burst, perSecond }: RateLimit, name: string, reply: FastifyReply): void {
  reply.header('ratelimit-policy', `"default";q=${burst};w=${Math.ceil(burst / perSecond)}`)
  const { remaining, resetSeconds } = limiter.take(name)
  reply.header('ratelimit', `"default";r=${remaining};t=${resetSeconds}`)
}
