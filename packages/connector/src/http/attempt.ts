import { NetworkError } from '../errors/network-error.ts'
import type { Permit } from '../rate/permit.ts'
import type { RateLimiter } from '../rate/rate-limiter.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Authorization, Authorizer } from '../sign-in/token.ts'
import type { CallRequest } from './call.ts'
import type { Transport, TransportRequest, TransportResponse } from './transport/transport.ts'

/** The result of one attempt. A refusal is a status that sign-in, rate or retry handles; its body has been read completely. */
export type Attempt<Answer> =
  | { readonly kind: 'answered'; readonly status: number; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly response: WholeResponse }
  | { readonly kind: 'lost'; readonly error: NetworkError }

/** A response that was read and can be read again. */
export interface WholeResponse extends TransportResponse {
  readonly body: Buffer
}

export interface Admission {
  readonly authorization: Authorization
  readonly permit: Permit
  /** How long the token was waited for, without the wait for the turn. */
  readonly signInMs: number
}

interface AdmissionOptions {
  readonly authorizer: Authorizer
  readonly limiter: RateLimiter
  readonly clock: Clock
  readonly request: CallRequest
  readonly longestPauseMs: number
}

/**
 * Waits until a request may go: signed in, and its turn in the organization's budget. The token comes first and is asked
 * for again after a wait in the queue, since it may have been renewed meanwhile. A permit that had to wait for a token
 * is given up: all that waited for the same token would go together, more than the budget allows in one second.
 */
export async function admit({
  authorizer,
  limiter,
  clock,
  request,
  longestPauseMs,
}: AdmissionOptions): Promise<Admission> {
  const { priority, signal } = request
  const askedMs = clock.monotonicMs()
  const authorization = await authorizer.authorize({ signal })
  const signInMs = clock.monotonicMs() - askedMs
  for (;;) {
    const permit = await limiter.acquire({ priority, signal, longestPauseMs })
    if (permit.waitedMs === 0) return { authorization, permit, signInMs }
    const grantedMs = clock.monotonicMs()
    const renewed = await authorizer.authorize({ signal })
    if (clock.monotonicMs() - grantedMs < stalePermitMs) return { authorization: renewed, permit, signInMs }
  }
}

/** Sends once. Throws only what is not the network's fault: the signal's reason, a body that broke, an invalid request. */
export async function sendOnce<Answer>(
  transport: Transport,
  request: TransportRequest,
  read: (response: TransportResponse) => Answer | Promise<Answer>,
): Promise<Attempt<Answer>> {
  try {
    const response = await transport.send(request)
    const { status } = response
    if (!isRefusal(status)) return { kind: 'answered', status, answer: await read(response) }
    return { kind: 'refused', response: await readWhole(response) }
  } catch (error) {
    if (error instanceof NetworkError) return { kind: 'lost', error }
    throw error
  }
}

const stalePermitMs = 40

function isRefusal(status: number): boolean {
  return (status >= 300 && status < 400) || refusals.has(status)
}

const refusals: ReadonlySet<number> = new Set([401, 429, 500, 502, 503, 504])

/** The body of a refusal is a sentence or a page about it. Except for a 500, the status says enough without it. */
async function readWhole(response: TransportResponse): Promise<WholeResponse> {
  const body = await response.bytes().catch((error: unknown) => {
    if (error instanceof NetworkError && response.status !== 500) return Buffer.alloc(0)
    throw error
  })
  return {
    status: response.status,
    headers: response.headers,
    body,
    bytes: async () => body,
    stream: async function* () {
      yield body
    },
  }
}
