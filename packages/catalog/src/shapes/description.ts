/** How a value of a field travels. `decimal` is a string on the wire, ids are integers (F-101). */
export type FieldType =
  | 'string'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'object'
  | 'array'
  | 'unknown'

/** Where a statement about Coupa comes from: its articles, its Swagger files (up to R39), the permission map, or an inference. */
export type Origin = 'article' | 'swagger' | 'permission-map' | 'inferred'

/** One field of a resource or of an embedded object, under the name it has on the wire. */
export interface FieldDescription {
  readonly name: string
  readonly type: FieldType
  /** Names of the types of an association: one, or several when it is polymorphic. On an array, the types of its items. */
  readonly references?: readonly string[]
  /** False together with `isWritable` for what conditions of a query name, and no record shows (F-373). */
  readonly isReadable: boolean
  readonly isWritable: boolean
  readonly isRequired: boolean
  readonly isUnique: boolean
  readonly maxLength?: number
  readonly precision?: number
  readonly scale?: number
  readonly allowedValues?: readonly (string | number)[]
  readonly origin: Origin
}

/** A named record type: the shape behind a resource, or one that only appears inside others. */
export interface TypeDescription {
  /** For example `Invoice`, `InvoiceLine`. */
  readonly name: string
  /** Coupa's own model names and older names for the same type, for example `InvoiceHeader`. */
  readonly aliases: readonly string[]
  /** XML element of one record and of a collection of them, for example `invoice-header`, `invoice-headers`. */
  readonly xmlItem: string
  readonly xmlArray: string
  readonly fields: readonly FieldDescription[]
  /** Field sets that other records may use to refer to one of these (F-284), the most specific first. */
  readonly naturalKeys: readonly (readonly string[])[]
  readonly origin: Origin
}

export type OperationName = 'query' | 'get' | 'create' | 'update' | 'delete'

export interface OperationDescription {
  readonly name: OperationName
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Any one of these scopes is enough. Empty when no scope is known for it. */
  readonly scopes: readonly string[]
  readonly origin: Origin
}

export interface ActionParameter {
  readonly name: string
  readonly in: 'query' | 'body' | 'path' | 'multipart'
  readonly isRequired: boolean
  /** False where the documentation names no parameter and this one is a likely guess. */
  readonly isVerified: boolean
}

/** One of Coupa's own actions beyond query, get, create and update (F-380). */
export interface ActionDescription {
  /** For example `submit`, `add_approver`, `submit_for_approval`. */
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /**
   * Below the resource: `':id/submit'` for a record, `'submit_for_approval'` for the collection. A command in the query has
   * its query here: `':id?exported=true'`.
   */
  readonly path: string
  readonly level: 'record' | 'collection'
  readonly parameters: readonly ActionParameter[]
  readonly scopes: readonly string[]
  readonly isVerified: boolean
  /** True when the answer is a file, not a record. */
  readonly isBinary: boolean
  readonly origin: Origin
}

/** One resource of the API: a collection of records at a path. */
export interface ResourceDescription {
  /** The path below `/api` with named parents, for example `invoices`, `asn/headers`, `suppliers/:supplier_id/addresses`. */
  readonly name: string
  readonly title: string
  /** Name of the record type, for example `Invoice`. */
  readonly type: string
  /** XML elements at this path, for example `invoice-header` / `invoice-headers` (F-122). */
  readonly xmlItem: string
  readonly xmlArray: string
  /** Key under which JSON errors of this model come, for example `invoice_header` (F-251). */
  readonly model: string
  readonly fields: readonly FieldDescription[]
  readonly operations: readonly OperationDescription[]
  readonly actions: readonly ActionDescription[]
  readonly naturalKeys: readonly (readonly string[])[]
  readonly hasId: boolean
  readonly origin: Origin
}

/** A scope of Coupa's OAuth clients and what it covers (F-061). */
export interface ScopeDescription {
  readonly name: string
  readonly covers: string
  /** Evidence letters (F-061): S Swagger, T permission map, M a real instance, o elsewhere. */
  readonly seen: string
}
