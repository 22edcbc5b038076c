import type {
  Access,
  Actor,
  BodyOf,
  ParamsOf,
  QueryOf,
  ResponseOf,
  Route,
  RouteId,
  Routes,
} from '@coupa-connector/protocol'
import type { ReplyCookie } from '../pipeline/cookies.ts'
import type { AccountAccess, KeyPrincipal, NodePrincipal, PersonPrincipal } from '../pipeline/principal.ts'
import type { Commit, Committed } from './commit.ts'

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
  /** Only on idempotent routes. */
  readonly commit: R extends Idempotent ? Commit<ResponseOf<R>> : undefined
}

interface Idempotent {
  readonly isIdempotent: true
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
   * Throws a `HubProblem` when the caller may no longer do this. Whoever waits calls it at each look: a person may be
   * removed, a key revoked and a container deleted meanwhile.
   */
  readonly recheck: () => Promise<void>
}

/** Who changes something in which account, for the record. */
export interface ChangeRequest {
  readonly account: { readonly id: string }
  readonly actor: Actor
  readonly meta: Pick<RequestMeta, 'routeId' | 'requestId' | 'address' | 'ifMatch'>
}

export type CallerOf<A extends Access> = A extends { kind: 'person' }
  ? PersonPrincipal
  : A extends { kind: 'account'; personOnly: true }
    ? PersonPrincipal
    : A extends { kind: 'account' | 'signed-in' }
      ? PersonPrincipal | KeyPrincipal
      : A extends { kind: 'container' }
        ? NodePrincipal
        : PersonPrincipal | KeyPrincipal | undefined

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

export type Handler<R extends Route> = (
  request: HandlerRequest<R>,
) => Promise<R extends Idempotent ? Committed<ResponseOf<R>> : HandlerReply<R>>

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
