import type { FastifyReply, FastifyRequest } from 'fastify'
import { createRateLimiter, type RateLimit, type RateLimiter } from './rate-limiter.ts'

export interface RateLimits {
  /** Of one API key or one session. */
  readonly caller: RateLimit
  /** Of one address, for requests without a credential. */
  readonly address: RateLimit
  /** Refused credentials per address. Beyond this number, credentials from it are no longer looked up. */
  readonly refusals: RateLimit
  /** Of one node of a container. Default: that of `defaultRateLimits`. */
  readonly node?: RateLimit | undefined
  /** Beats of one node, which a node sends every 5 s. Default: that of `defaultRateLimits`. */
  readonly beats?: RateLimit | undefined
}

/** Far above what people, scripts and nodes do, and far below what would stop a hub. */
export const defaultRateLimits: Required<RateLimits> = {
  caller: { perSecond: 1000, burst: 5000 },
  address: { perSecond: 100, burst: 1000 },
  refusals: { perSecond: 50, burst: 1000 },
  node: { perSecond: 500, burst: 2000 },
  beats: { perSecond: 2, burst: 30 },
}

/** A node exchanges its credential once a week, and each exchange is a line of the audit log. */
const rotations: RateLimit = { perSecond: 1 / 60, burst: 20 }

/** The general limits of requests. The route for signing in counts its own limits in the database. */
export interface RequestLimits {
  /** Counts a request without a credential. */
  countAddress(request: FastifyRequest, reply: FastifyReply): void
  /** Counts a request of somebody known. */
  countCaller(request: FastifyRequest, reply: FastifyReply): void
  /** Credentials that were refused, by address. */
  readonly refusals: RateLimiter
}

export function createRequestLimits(
  rateLimits: RateLimits | 'off' | undefined = defaultRateLimits,
  monotonicMs: () => number,
): RequestLimits {
  if (rateLimits === 'off') {
    const standing = { remaining: 0, resetSeconds: 0 }
    return {
      countAddress: () => {},
      countCaller: () => {},
      refusals: { take: () => standing, check: () => {}, mayTake: () => true },
    }
  }
  const { node = defaultRateLimits.node, beats = defaultRateLimits.beats } = rateLimits
  const byNode = createRateLimiter({ ...node, monotonicMs })
  const beatsByNode = createRateLimiter({ ...beats, monotonicMs })
  const rotationsByNode = createRateLimiter({ ...rotations, monotonicMs })
  const byCaller = createRateLimiter({ ...rateLimits.caller, monotonicMs })
  const byAddress = createRateLimiter({ ...rateLimits.address, monotonicMs })
  return {
    countAddress: (request, reply) => count(byAddress, rateLimits.address, request.ip, reply),
    countCaller: ({ state: { caller, routeId } }, reply) => {
      if (caller === undefined) return
      if (caller.kind === 'node') {
        if (routeId === 'node.beat') beatsByNode.take(caller.id)
        if (routeId === 'node.rotateCredential') rotationsByNode.take(caller.id)
        byNode.take(caller.id)
        return
      }
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
