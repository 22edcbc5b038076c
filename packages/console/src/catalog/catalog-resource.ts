/** How a value of a field travels; decimals, dates and times are texts on the wire. */
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

/** A field of a resource or of a type, as the catalog describes it. */
export interface CatalogField {
  readonly name: string
  readonly type: FieldType
  /** Names of the types of an association. */
  readonly references?: readonly string[]
  readonly isReadable: boolean
  readonly allowedValues?: readonly (string | number)[]
}

/** A resource, as the catalog describes it: what the screen needs of it. */
export interface CatalogResource {
  readonly name: string
  readonly title: string
  readonly type: string
  readonly xmlItem: string
  readonly xmlArray: string
  readonly fields: readonly CatalogField[]
  readonly naturalKeys: readonly (readonly string[])[]
  readonly operations: readonly { readonly name: string; readonly scopes: readonly string[] }[]
}
