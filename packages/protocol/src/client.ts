import { ProblemError, readProblem } from './problem-error.ts'
import type { BodyInputOf, ParamsOf, QueryInputOf, ResponseOf, Route } from './route.ts'
import { apiPrefix, type RouteId, type Routes, routes } from './route-table.ts'

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
  /** Sent as `Authorization: Bearer …`: an API key or the credential of a node. Default: none, a browser has its cookie. */
  readonly credential?: (() => string | undefined) | undefined
  /** Default: the global one. */
  readonly fetch?: typeof fetch | undefined
}

/** Calls the hub by the route table. */
export interface Client {
  /**
   * Calls a route. Throws `ProblemError` for every answer that is not a success, and what `fetch` throws when there is no
   * answer. Bodies of success are taken as the hub sent them.
   */
  call<Id extends RouteId>(
    id: Id,
    ...input: RequiredKeys<CallInput<Id>> extends never ? [input?: CallInput<Id>] : [input: CallInput<Id>]
  ): Promise<CallResult<Id>>
}

type RequiredKeys<T> = { [Key in keyof T]-?: Record<never, never> extends Pick<T, Key> ? never : Key }[keyof T]

/** Makes a client; nothing is sent before the first call. */
export function createClient({ hubUrl, credential, fetch: send = fetch }: ClientOptions): Client {
  const root = hubUrl.replace(/\/+$/, '')
  return {
    call: async (id, ...[given]) => {
      const input: LooseInput = given ?? {}
      const route: Route = routes[id]
      const secret = credential?.()
      const response = await send(`${root}${routePath(id, input.params)}${queryString(input.query)}`, {
        method: route.method,
        headers: {
          accept: 'application/json, application/problem+json',
          ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
          ...(input.ifMatch === undefined ? {} : { 'if-match': input.ifMatch }),
          ...(input.idempotencyKey === undefined ? {} : { 'idempotency-key': input.idempotencyKey }),
          ...(input.requestId === undefined ? {} : { 'x-request-id': input.requestId }),
        },
        redirect: 'manual',
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
        ...(input.signal === undefined ? {} : { signal: input.signal }),
      })
      if (!response.ok) throw new ProblemError(await readProblem(response), { method: route.method, path: route.path })
      const body = response.status === 204 ? undefined : await response.json()
      return {
        // The hub checks its answers against the same schemas; a second check would only cost.
        body: body as ResponseOf<Routes[typeof id]>,
        etag: response.headers.get('etag') ?? undefined,
        status: response.status,
        headers: response.headers,
      }
    },
  }
}

/** The address of a route below the hub's own, with its parameters filled in. Throws `TypeError` when one is missing. */
export function routePath(id: RouteId, params: Readonly<Record<string, unknown>> = {}): string {
  return (
    apiPrefix +
    routes[id].path.replaceAll(/:(\w+)/g, (_match, name: string) => {
      const value = params[name]
      if (value === undefined || value === '') throw new TypeError(`Route ${id} needs the parameter ${name}`)
      return encodeURIComponent(String(value))
    })
  )
}

interface LooseInput extends CallOptions {
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
