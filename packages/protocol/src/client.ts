import { apiPrefix } from './api-prefix.ts'
import { readEvents } from './event-source.ts'
import { addresses } from './generated/addresses.ts'
import { foreignProblem, ProblemError, quote, readProblem, readRetryAfter } from './problem-error.ts'
import type { RouteId, Routes } from './route-table.ts'
import type { BodyInputOf, ParamsOf, QueryInputOf, ResponseOf } from './routes/route.ts'

/** What a call is given: only what its route takes, and what every call takes. */
export type CallInput<Id extends RouteId> = Part<'params', ParamsOf<Routes[Id]>> &
  Part<'query', QueryInputOf<Routes[Id]>> &
  Part<'body', BodyInputOf<Routes[Id]>> &
  CallOptions

type Part<Name extends string, Value> = [Value] extends [undefined]
  ? unknown
  : Value extends Record<string, never>
    ? unknown
    : Record<never, never> extends Value
      ? { readonly [Key in Name]?: Value }
      : { readonly [Key in Name]: Value }

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  /** `ETag` of the version that is to be changed. */
  readonly ifMatch?: string | undefined
  readonly idempotencyKey?: string | undefined
  /** Finds the call in the hub's logs. Default: the hub makes one. */
  readonly requestId?: string | undefined
}

export interface CallResult<Id extends RouteId> {
  readonly body: ResponseOf<Routes[Id]>
  readonly etag: string | undefined
  readonly status: number
  readonly headers: Headers
}

export interface ClientOptions {
  /** Where the hub is: `https://hub.example.com`. */
  readonly hubUrl: string
  /**
   * Sent as `Authorization: Bearer …`: an API key or the credential of a node. Default: none, since a browser has its cookie.
   */
  readonly credential?: (() => string | undefined) | undefined
  /** Default: the global one. */
  readonly fetch?: typeof fetch | undefined
  /** Waits between two attempts of a stream. Rejects when the signal aborts. Default: a timer. */
  readonly sleep?: ((durationMs: number, signal: AbortSignal | undefined) => Promise<void>) | undefined
}

/** Ids of the routes whose answer is a stream. */
export type StreamRouteId = { [Id in RouteId]: Routes[Id] extends { answer: 'stream' } ? Id : never }[RouteId]

/** What a stream is given. It cannot be repeated by key and changes nothing. */
export type StreamInput<Id extends StreamRouteId> = CallInput<Id> & {
  /** Goes on behind the event with this id. */
  readonly lastEventId?: string | undefined
}

/** Calls the hub by the route table. */
export interface Client {
  /**
   * Calls a route. Throws a `ProblemError` for every answer that is not a success or does not come from the hub, the signal's
   * reason when it aborts, and what `fetch` throws when there is no answer. Bodies of successful answers are returned as the
   * hub sent them.
   */
  call<Id extends RouteId>(
    id: Id,
    ...input: RequiredKeys<CallInput<Id>> extends never ? [input?: CallInput<Id>] : [input: CallInput<Id>]
  ): Promise<CallResult<Id>>
  /**
   * Reads the events of a stream until one of the type `finished`. Leaving the loop ends the stream. A connection that breaks
   * is opened again behind the last event received, with pauses of 1 s up to 30 s, also when the hub answers that with 429,
   * 502, 503 or 504. Throws like `call` for the first connection and for every other answer.
   */
  stream<Id extends StreamRouteId>(id: Id, input: StreamInput<Id>): AsyncIterable<ResponseOf<Routes[Id]>>
}

type RequiredKeys<T> = { [Key in keyof T]-?: Record<never, never> extends Pick<T, Key> ? never : Key }[keyof T]

const firstPauseMs = 1000
const maxPauseMs = 30_000
const passingStatuses = new Set([429, 502, 503, 504])

/** Creates a client. Nothing is sent before the first call. Throws a `TypeError` for an address that is not a URL. */
export function createClient({ hubUrl, credential, fetch: given, sleep = wait }: ClientOptions): Client {
  if (!/^https?:$/.test(URL.canParse(hubUrl) ? new URL(hubUrl).protocol : '')) {
    throw new TypeError(`hubUrl is "${hubUrl}". Give the address of a hub, like https://hub.example.com`)
  }
  const root = hubUrl.replace(/\/+$/, '')

  async function send(id: RouteId, input: LooseInput, accept: string): Promise<Response> {
    const route = addresses[id]
    const secret = credential?.()
    const response = await (given ?? fetch)(`${root}${routePath(id, input.params)}${queryString(input.query)}`, {
      method: route.method,
      headers: {
        accept,
        ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
        ...(input.ifMatch === undefined ? {} : { 'if-match': input.ifMatch }),
        ...(input.idempotencyKey === undefined ? {} : { 'idempotency-key': input.idempotencyKey }),
        ...(input.requestId === undefined ? {} : { 'x-request-id': input.requestId }),
        ...(input.lastEventId === undefined ? {} : { 'last-event-id': input.lastEventId }),
      },
      redirect: 'manual',
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      ...(input.signal === undefined ? {} : { signal: input.signal }),
    })
    if (response.ok) return response
    throw new ProblemError(await readProblem(response), {
      method: route.method,
      path: route.path,
      retryAfterMs: readRetryAfter(response),
    })
  }

  async function openStream(id: StreamRouteId, input: LooseInput): Promise<ReadableStream<Uint8Array>> {
    const response = await send(id, input, 'text/event-stream, application/problem+json')
    const type = response.headers.get('content-type') ?? ''
    if (response.body !== null && type.startsWith('text/event-stream')) return response.body
    throw foreign(response, id, `The answer is not a stream of events but ${type || 'of no type'}`)
  }

  async function* stream(id: StreamRouteId, input: LooseInput): AsyncGenerator<unknown> {
    let lastEventId = input.lastEventId
    let hasConnected = false
    let pauseMs = firstPauseMs
    for (;;) {
      let askedPauseMs: number | undefined
      try {
        const body = await openStream(id, { ...input, lastEventId })
        hasConnected = true
        for await (const event of readEvents(body)) {
          const data: unknown = JSON.parse(event.data)
          lastEventId = event.id
          pauseMs = firstPauseMs
          yield data
          if (isFinished(data)) return
        }
      } catch (error) {
        input.signal?.throwIfAborted()
        if (!hasConnected) throw error
        askedPauseMs = pauseAfter(error)
      }
      await sleep(askedPauseMs ?? pauseMs, input.signal)
      pauseMs = Math.min(maxPauseMs, pauseMs * 2)
    }
  }

  return {
    call: async (id, ...[input]) => {
      const response = await send(id, input ?? {}, 'application/json, application/problem+json')
      return {
        // The hub checks its answers against the same schemas, so a second check would only cost time.
        body: (await readBody(response, id)) as ResponseOf<Routes[typeof id]>,
        etag: response.headers.get('etag') ?? undefined,
        status: response.status,
        headers: response.headers,
      }
    },
    stream: (id, input) => stream(id, input) as AsyncGenerator<ResponseOf<Routes[typeof id]>>,
  }
}

/**
 * Reads the body of a successful answer. Throws a `ProblemError` when it is not JSON, because something other than a hub has
 * answered.
 */
async function readBody(response: Response, id: RouteId): Promise<unknown> {
  const text = await response.text()
  if (!addresses[id].hasResponse) return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw foreign(response, id, `The answer is not JSON: ${quote(text)}`, { cause })
  }
}

function foreign(response: Response, id: RouteId, detail: string, options?: ErrorOptions): ProblemError {
  const { method, path } = addresses[id]
  return new ProblemError(foreignProblem(response, detail), { method, path }, options)
}

/**
 * How long the hub asked to wait. Rethrows the error unless it may pass: a broken connection, which `fetch` reports as a
 * `TypeError`, or an answer that calls itself temporary.
 */
function pauseAfter(error: unknown): number | undefined {
  if (error instanceof TypeError) return undefined
  if (error instanceof ProblemError && passingStatuses.has(error.status)) return error.retryAfterMs
  throw error
}

function isFinished(data: unknown): boolean {
  return typeof data === 'object' && data !== null && (data as { readonly type?: unknown }).type === 'finished'
}

async function wait(durationMs: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  await new Promise<void>((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, durationMs)
    signal?.addEventListener('abort', abort, { once: true })
  })
}

/** The address of a route below the hub's own, with its parameters filled in. Throws a `TypeError` when one is missing. */
export function routePath(id: RouteId, params: Readonly<Record<string, unknown>> = {}): string {
  return (
    apiPrefix +
    addresses[id].path.replaceAll(/:(\w+)/g, (_match, name: string) => {
      const value = params[name]
      if (value === undefined || value === '') throw new TypeError(`Route ${id} needs the parameter ${name}`)
      return encodeURIComponent(String(value))
    })
  )
}

interface LooseInput extends CallOptions {
  readonly lastEventId?: string | undefined
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

function queryString(query: Readonly<Record<string, unknown>> = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined)
  return pairs.length === 0
    ? ''
    : `?${new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, String(value)]))}`
}
