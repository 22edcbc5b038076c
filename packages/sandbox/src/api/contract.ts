/**
 * How requests reach the code that answers them, and how to add answers of your own.
 *
 * Every request below `/api` first looks for a `Route` of an extension; the first one whose method and path fit wins. What no route
 * takes goes to the generic handler of the resources in the catalog (`resource-handlers.ts`): query, get, create, update, delete.
 *
 * An `Extension` is a function of the context that brings
 *   - `routes`: actions and special paths. A path is written below `/api` with named parameters: `invoices/:id/submit`.
 *     A handler gets the request (parameters, query, body, identity) and returns an `ApiAnswer`; it throws `RequestProblem` to refuse.
 *     `scopes` are checked before the handler runs; leave them out to take those of the catalog's action with that path.
 *   - `behaviours`: by resource, what happens around generic writes (defaults, state checks, derived fields).
 * Its state lives in the closure of that function, so every sandbox has its own. Extensions are listed in `server/extensions.ts`.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { InputObject } from '../format/input.ts'
import type { WireFormat } from '../format/negotiate.ts'
import type { ZoneFormatter } from '../format/zone.ts'
import type { Identity } from '../oauth/authorize.ts'
import type { QueryParameters } from '../query/parameters.ts'
import type { Search } from '../query/search.ts'
import type { RecordShape, Schema } from '../schema/schema.ts'
import type { Reference, Value, Values } from '../schema/value.ts'
import type { QuirkSettings } from '../settings/quirks.ts'
import type { SftpSettings } from '../settings/sftp-options.ts'
import type { RemoteFiles } from '../sftp/remote-files.ts'
import type { RecordCollection, RecordStore, SandboxRecord, UpdateOptions } from '../store/record-store.ts'

/** Methods that the API knows. */
export type ApiMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A request to the API that may be answered: its sender is known. */
export interface ApiRequest {
  readonly method: ApiMethod
  /** Path below `/api`, without slashes at the ends. */
  readonly path: string
  /** Values of the named parameters of the route. */
  readonly parameters: Readonly<Record<string, string>>
  readonly query: QueryParameters
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** Format of the answer. */
  readonly format: WireFormat
  readonly identity: Identity
  /** The one object of the body, empty for an empty body. Throws RequestProblem (400) when it is broken. */
  input(): InputObject
}

/** What a handler answers; the server writes it in the format of the request. */
export type ApiAnswer =
  | { readonly kind: 'record'; readonly status: number; readonly record: SandboxRecord; readonly shape: RecordShape }
  | {
      readonly kind: 'records'
      readonly records: readonly SandboxRecord[]
      readonly shape: RecordShape
      readonly isSearch: boolean
    }
  | { readonly kind: 'empty'; readonly status: number }
  | {
      readonly kind: 'raw'
      readonly status: number
      readonly contentType: string
      readonly body: string | Buffer
      readonly headers?: Readonly<Record<string, string>>
    }

/** Answers requests of one route. */
export type ApiHandler = (request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>

/** A path that an extension answers. */
export interface Route {
  readonly methods: readonly ApiMethod[]
  /** Below `/api`, for example `invoices/:id/submit`. A parameter `:id` takes digits only, any other one whole segment. */
  readonly path: string
  /** Any one of these is enough; the catalog's when absent, none when empty. */
  readonly scopes?: readonly string[]
  readonly handler: ApiHandler
}

/** What happens around the generic writes of a resource. Each may throw RequestProblem to refuse. */
export interface ResourceBehaviour {
  /** Completes the values of a new record, before it is validated. */
  prepareCreate?(values: Values, input: InputObject): Values
  /** Completes the changes of a record, before they are validated. */
  prepareUpdate?(current: SandboxRecord, changes: Values, input: InputObject): Values
  /** Sees a record after it was kept. */
  afterWrite?(record: SandboxRecord, isNew: boolean): void
  /** Refuses or does what goes with a deletion. */
  beforeDelete?(record: SandboxRecord): void
}

/** Generic writes, for routes that create or change records as part of an action. */
export interface RecordWriter {
  /** Applies a body to a new record, validates and keeps it. Throws RequestProblem (400). */
  create(collection: RecordCollection, input: InputObject, given?: Values): SandboxRecord
  /** Applies a body to a record, validates and keeps it. Throws RequestProblem (400). */
  update(collection: RecordCollection, record: SandboxRecord, input: InputObject, given?: Values): SandboxRecord
  /** Sets fields of a record as the API user, without validation. */
  set(
    collection: RecordCollection,
    id: number,
    values: Readonly<Record<string, Value>>,
    options?: UpdateOptions,
  ): SandboxRecord
}

/** The organization as handlers see it. */
export interface ApiContext {
  readonly schema: Schema
  readonly store: RecordStore
  readonly search: Search
  readonly quirks: QuirkSettings
  readonly writer: RecordWriter
  /** The user that writes through the API are done as (F-036). */
  readonly author: Reference
  /** Writes times in the zone of the organization. */
  readonly zone: ZoneFormatter
  /** Files of the organization's SFTP server. */
  readonly remoteFiles: RemoteFiles
  /** Undefined where the organization has no SFTP server. */
  readonly sftp: SftpSettings | undefined
  /** Alerts that went out so far. */
  readonly alerts: SentAlert[]
  /** Epoch milliseconds. */
  now(): number
}

/** A mail to one contact of the integrations. */
export interface SentAlert {
  readonly resource: 'integration_errors' | 'integration_history_records'
  readonly recordId: number
  readonly contactId: number
  /** What the contact is told of: `Functional`, `Technical` or `Both`. */
  readonly contactKind: string
}

/** What an extension brings to one sandbox. */
export interface ExtensionParts {
  readonly routes: readonly Route[]
  readonly behaviours?: Readonly<Record<string, ResourceBehaviour>>
}

/** A part of the sandbox that adds routes and behaviour to the generic API; called once for every sandbox. */
export type Extension = (context: ApiContext) => ExtensionParts
