import type {
  Access,
  Actor,
  BodyOf,
  ParamsOf,
  QueryOf,
  ResponseOf,
  Role,
  Route,
  RouteId,
  Routes,
} from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'

export interface PersonCaller {
  readonly kind: 'person'
  readonly id: string
  readonly email: string
  readonly name: string
  readonly isInstallationAdministrator: boolean
  readonly session: string
}

export interface KeyCaller {
  readonly kind: 'key'
  readonly id: string
  readonly name: string
  readonly account: string
  readonly role: Role
}

/** A node of a container; what it is comes from its credential alone, never from what it says of itself. */
export interface NodeCaller {
  readonly kind: 'node'
  readonly id: string
  readonly name: string
  readonly container: {
    readonly id: string
    readonly kind: 'atom' | 'molecule' | 'cloud'
    readonly name: string
    /** Of the owner. */
    readonly account: string
  }
}

/** The account of the path, and what the caller may do in it. */
export interface AccountAccess {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly role: Role
}

/** What the server has made sure of before a handler is called. */
export interface HandlerRequest<R extends Route> {
  readonly params: ParamsOf<R>
  readonly query: QueryOf<R>
  readonly body: BodyOf<R>
  readonly caller: CallerOf<R['access']>
  /** Only on routes of an account. */
  readonly account: R['access'] extends { kind: 'account' } ? AccountAccess : undefined
  /** For what is recorded: the caller as they were then. */
  readonly actor: Actor
  readonly meta: RequestMeta
}

/** About the request itself. */
export interface RequestMeta {
  readonly routeId: RouteId
  /** Goes into logs, audit and, as correlation id, to container and Coupa. */
  readonly requestId: string
  /** Address of the client, by the trusted proxies' word at most. */
  readonly address: string
  readonly userAgent: string
  /** As it came: a quoted tag or a list of them. Present on routes that require it. */
  readonly ifMatch: string | undefined
  /** `Last-Event-ID`. */
  readonly lastEventId: string | undefined
  /** Value of a cookie. */
  readonly cookie: (name: string) => string | undefined
  /** Aborts when the client is gone or the hub stops. */
  readonly signal: AbortSignal
  /**
   * Keeps the answer for repetitions with the same `Idempotency-Key`; there only when the request has one. Called in the
   * transaction of the change, so that both happen or neither, whatever becomes of this hub. Throws `NOT_READY`, and so
   * undoes the change, when the request took so long that a repetition has begun meanwhile.
   */
  readonly keepAnswer?: ((executor: Kysely<Database>, answer: KeepableAnswer) => Promise<void>) | undefined
}

/** An answer as a handler gives it. */
export interface KeepableAnswer {
  readonly body: unknown
  readonly etag?: string | undefined
}

export type CallerOf<A extends Access> = A extends { kind: 'person' }
  ? PersonCaller
  : A extends { kind: 'account'; personOnly: true }
    ? PersonCaller
    : A extends { kind: 'account' | 'signed-in' }
      ? PersonCaller | KeyCaller
      : A extends { kind: 'container' }
        ? NodeCaller
        : PersonCaller | KeyCaller | undefined

export interface HandlerReply<R extends Route> {
  readonly body: R['answer'] extends 'stream'
    ? AsyncIterable<StreamedEvent<ResponseOf<R>>>
    : R['answer'] extends 'redirect'
      ? undefined
      : ResponseOf<R>
  /** `versionTag(version)`. */
  readonly etag?: string | undefined
  /** Where to go, for redirects. */
  readonly location?: string | undefined
  readonly cookies?: readonly ReplyCookie[] | undefined
}

export interface StreamedEvent<Body> {
  /** Sent as `id`, for `Last-Event-ID`. */
  readonly id: string
  readonly data: Body
}

/** Always `HttpOnly`, `SameSite=Lax`, `Path=/`, and `Secure` with the `__Host-` prefix except on plain http to loopback. */
export interface ReplyCookie {
  readonly name: string
  /** Undefined takes the cookie away. */
  readonly value: string | undefined
  readonly maxAgeSeconds?: number | undefined
}

export type Handler<R extends Route> = (request: HandlerRequest<R>) => Promise<HandlerReply<R>>

/** A handler for every route of the table. */
export type Handlers = { readonly [Id in RouteId]: Handler<Routes[Id]> }

/** The tag of a version, for `ETag` and `If-Match`. */
export function versionTag(version: number): string {
  return `"${version}"`
}

/** Whether an `If-Match` header names the version. `*` names any. */
export function matchesVersion(ifMatch: string | undefined, version: number): boolean {
  if (ifMatch === undefined) return false
  return ifMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim() === versionTag(version))
}
