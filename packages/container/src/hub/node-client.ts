import type { Secret } from '@coupa-connector/connector'
import type { Clock } from '@coupa-connector/connector/plugins'
import {
  type CallInput,
  type CallResult,
  createClient,
  ProblemError,
  type RouteId,
  type Routes,
  routes,
} from '@coupa-connector/protocol'

/** Routes that a node calls with its credential. */
export type NodeRouteId = Exclude<Extract<RouteId, `node.${string}`>, 'node.enroll'>

export interface NodeClientOptions {
  readonly hubUrl: string
  readonly credential: Secret
  readonly fetch: typeof fetch
  readonly clock: Clock
}

export interface NodeCallOptions {
  readonly signal?: AbortSignal | undefined
  /** A call without an answer after this time fails with a `HubSilentError`. Default: 10 s. */
  readonly limitMs?: number | undefined
}

/** Calls the hub as one node. */
export interface NodeClient {
  /**
   * Throws a `ProblemError`, a `HubSilentError`, a `HubAnswerError` for an answer that this program does not understand, what
   * `fetch` throws, or the signal's reason.
   */
  call<Id extends NodeRouteId>(
    id: Id,
    input: Omit<CallInput<Id>, 'signal'>,
    options?: NodeCallOptions,
  ): Promise<CallResult<Id>['body']>
  /** Signs in with another credential from now on. */
  setCredential(credential: Secret): void
}

/** The hub took a request and gave no answer. */
export class HubSilentError extends Error {
  constructor(path: string, limitMs: number) {
    super(`The hub gave no answer to ${path} within ${limitMs / 1000} s`)
    this.name = 'HubSilentError'
  }
}

/** The hub sent an answer that this program does not understand: their versions do not match. */
export class HubAnswerError extends Error {
  readonly suggestion = 'Update the hub and the container to the same version.'

  constructor(path: string, what: string) {
    super(`The hub's answer to ${path} does not fit this program: ${what}`)
    this.name = 'HubAnswerError'
  }
}

export function createNodeClient({ hubUrl, credential: first, fetch, clock }: NodeClientOptions): NodeClient {
  let credential = first
  const client = createClient({ hubUrl, fetch, credential: () => credential.reveal() })

  return {
    setCredential: (next) => {
      credential = next
    },
    call: async (id, input, options) => {
      const used = credential
      try {
        return await callOnce(id, input, options)
      } catch (error) {
        // The credential was exchanged during the call. The old one ends with the first use of the new one.
        if (isCredentialRefused(error) && used !== credential) return await callOnce(id, input, options)
        throw error
      }
    },
  }

  async function callOnce<Id extends NodeRouteId>(
    id: Id,
    input: Omit<CallInput<Id>, 'signal'>,
    { signal, limitMs = 10_000 }: NodeCallOptions = {},
  ): Promise<CallResult<Id>['body']> {
    signal?.throwIfAborted()
    const limit = new AbortController()
    const done = new AbortController()
    const waiting = clock.sleep(limitMs, done.signal).then(
      () => limit.abort(new HubSilentError(routes[id].path, limitMs)),
      () => {},
    )
    const either = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal
    // The types of a route are checked where `call` is called. Here the route may be any of them.
    const call = client.call as (id: Id, input: unknown) => Promise<CallResult<Id>>
    try {
      const { body } = await unlessAborted(call(id, { ...input, signal: either }), either)
      return checked(id, body)
    } catch (error) {
      either.throwIfAborted()
      throw error
    } finally {
      done.abort()
      await waiting
    }
  }
}

/** Whether the hub does not know the credential, or no longer does. Only a new enrolment helps. */
export function isCredentialRefused(error: unknown): error is ProblemError {
  return error instanceof ProblemError && error.status === 401 && error.code === 'CREDENTIAL_REFUSED'
}

/** Whether the hub would answer the same request the same way every time. */
export function isRefusedForGood(error: unknown): error is ProblemError {
  return error instanceof ProblemError && [400, 413, 422].includes(error.status)
}

/** A hub in this process answers whatever the signal says. */
function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** The receiver checks jobs one by one, because a hub may know kinds of jobs that this program does not. */
function checked<Id extends NodeRouteId>(id: Id, body: CallResult<Id>['body']): CallResult<Id>['body'] {
  const route: { path: string; response?: Routes['node.beat']['response'] } = routes[id] as never
  if (!route.response || id === 'node.poll') return body
  const parsed = route.response.safeParse(body)
  if (parsed.success) return body
  const [issue] = parsed.error.issues
  throw new HubAnswerError(
    route.path,
    `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'not as described'}`,
  )
}
