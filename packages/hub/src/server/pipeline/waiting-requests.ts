import type { RouteId } from '@coupa-connector/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { HubProblem } from '../../basics/problem.ts'
import type { RequestState } from './request-state.ts'

/** How many requests may wait at a time, on each hub. */
export const waitingLimits = {
  /** Streams of one person or key. Browsers keep six connections to a host. */
  streamsOfCaller: 20,
  /** Long polls of one person or key: a program that waits for many jobs at once. */
  pollsOfCaller: 100,
  /** Of everybody in one account. */
  ofAccount: 200,
  /** Programs that poll for jobs with the credential of one node. Two meet when a node is restarted. */
  programsOfNode: 4,
  /** Other waits of one node, such as those for the lock of a shared token. */
  ofNode: 200,
} as const

export interface WaitingRequest {
  readonly kind: 'stream' | 'poll'
  readonly routeId: RouteId
  readonly body: unknown
}

/** Knows the requests that wait for something to happen, and bounds how many wait for one caller. */
export interface WaitingRequests {
  /** Counts a request until its connection is done with it. Throws `TOO_MANY_REQUESTS`. */
  enter(request: FastifyRequest, reply: FastifyReply, waiting: WaitingRequest): void
}

/**
 * Each waiting request looks at the database every 2 seconds, so that a thousand of them would slow everybody down. A node
 * has one waiting poll a program, and a newer one ends the older: the connection of that one is usually dead.
 */
export function createWaitingRequests(): WaitingRequests {
  const counts = new Map<string, number>()
  const polls = new Map<string, RequestState>()

  return {
    enter: ({ state }, reply, waiting) => {
      const places = placesOf(state, waiting)
      const poll = pollOf(state, waiting)
      const older = poll === undefined ? undefined : polls.get(poll)
      // The older one gives its place to the newer.
      for (const { name, most, what } of places) {
        if ((counts.get(name) ?? 0) - (older ? 1 : 0) >= most) throw tooMany(most, what)
      }
      for (const { name } of places) counts.set(name, (counts.get(name) ?? 0) + 1)
      if (poll !== undefined) polls.set(poll, state)
      older?.abort(new Error('The program polls again'))
      reply.raw.once('close', () => {
        for (const { name } of places) leave(name)
        if (poll !== undefined && polls.get(poll) === state) polls.delete(poll)
      })
    },
  }

  function leave(name: string): void {
    const left = (counts.get(name) ?? 1) - 1
    if (left === 0) counts.delete(name)
    else counts.set(name, left)
  }
}

interface Place {
  readonly name: string
  readonly most: number
  readonly what: string
}

function placesOf({ caller, account }: RequestState, { kind, routeId }: WaitingRequest): Place[] {
  if (caller === undefined) return []
  if (caller.kind === 'node') {
    return routeId === 'node.poll'
      ? [{ name: `programs:${caller.id}`, most: waitingLimits.programsOfNode, what: 'programs that poll as this node' }]
      : [{ name: `node:${caller.id}`, most: waitingLimits.ofNode, what: 'requests of this node that wait' }]
  }
  const own =
    kind === 'stream'
      ? { most: waitingLimits.streamsOfCaller, what: 'open streams of this person or key' }
      : { most: waitingLimits.pollsOfCaller, what: 'requests of this person or key that wait' }
  return [
    { name: `${kind}:${caller.id}`, ...own },
    ...(account === undefined
      ? []
      : [{ name: `account:${account.id}`, most: waitingLimits.ofAccount, what: 'requests of this account that wait' }]),
  ]
}

function pollOf({ caller }: RequestState, { routeId, body }: WaitingRequest): string | undefined {
  if (routeId !== 'node.poll' || caller === undefined) return undefined
  const { boot }: { readonly boot?: unknown } = Object(body)
  return `${caller.id}:${String(boot)}`
}

function tooMany(most: number, what: string): HubProblem {
  return new HubProblem('TOO_MANY_REQUESTS', {
    detail: `There are already ${most} ${what}, as many as may be.`,
    suggestion: 'Wait until one of them has ended, or end one.',
    retryAfterSeconds: 5,
  })
}
