import type { z } from 'zod'
import type { ProblemCode } from '../schemas/problem-codes.ts'
import type { Role } from '../schemas/roles.ts'

/**
 * Who may call a route.
 * - `open`: anybody; the route itself asks for a one-time token or a password where it must.
 * - `signed-in`: a person with a session, or an API key of any account.
 * - `person`: a person with a session; API keys are refused.
 * - `account`: a member of the account named in the path, or a key of it, with at least this role; `personOnly` refuses keys.
 *   To everybody else the account does not exist (404).
 * - `container`: a node of a container, with the credential it got when it was enrolled.
 */
export type Access =
  | { readonly kind: 'open' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'person' }
  | { readonly kind: 'account'; readonly role: Role; readonly personOnly?: boolean }
  | { readonly kind: 'container' }

/** One route: all that the server, the client, the OpenAPI document and the console need to know of it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`, with parameters as `:name`. */
  readonly path: string
  readonly access: Access
  /** One line, for the OpenAPI document. */
  readonly summary: string
  readonly description?: string
  /** Group in the OpenAPI document. */
  readonly tag: string
  /** Strings, as they stand in the path. */
  readonly params?: z.ZodType
  /** Strings, coerced. */
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** Body of the answer; none is an empty answer with status 204. */
  readonly response?: z.ZodType
  /** Status of success. Default: 200, or 204 without `response`. */
  readonly status?: 200 | 201 | 202 | 204 | 303
  /** `stream`: the answer is `text/event-stream` of what `response` describes. `redirect`: the answer is a `Location`. */
  readonly answer?: 'json' | 'stream' | 'redirect'
  /** The answer carries an `ETag`; with `required` the request must carry it as `If-Match`, else 428. */
  readonly etag?: 'given' | 'required'
  /** Takes an `Idempotency-Key`: sent again with the same key within 24 hours it answers what it answered first. */
  readonly isIdempotent?: boolean
  /** What can go wrong besides what any route may answer. */
  readonly problems?: readonly ProblemCode[]
  /**
   * The body carries what other servers sent. What cannot be stored of it is replaced; in other bodies it is refused.
   * Default: false.
   */
  readonly carriesForeignData?: boolean
  /** Limit of the body in bytes. Default: 256 KiB. */
  readonly maxBodyBytes?: number
}

/** Keeps the exact types of a group of routes while checking their form. */
export function defineRoutes<const Table extends Record<string, Route>>(table: Table): Table {
  return table
}

export type ParamsOf<R extends Route> = R['params'] extends z.ZodType ? z.output<R['params']> : Record<string, never>
export type QueryOf<R extends Route> = R['query'] extends z.ZodType ? z.output<R['query']> : Record<string, never>
export type BodyOf<R extends Route> = R['body'] extends z.ZodType ? z.output<R['body']> : undefined
export type ResponseOf<R extends Route> = R['response'] extends z.ZodType ? z.output<R['response']> : undefined

/** What a caller gives: defaults may be left out. */
export type QueryInputOf<R extends Route> = R['query'] extends z.ZodType ? z.input<R['query']> : undefined
export type BodyInputOf<R extends Route> = R['body'] extends z.ZodType ? z.input<R['body']> : undefined
