import type { Condition, Scalar } from './condition.ts'
import type { ExtraParameters, ReturnObject } from './normalize-query.ts'

/**
 * Which records of a resource, in what order, and what of each. `Output` is the record type that the catalog generates
 * for the resource, `Fields` the selection, from which the type of the results follows. For a resource whose name is
 * only known at run time `Output` is `CoupaRecord`, and any name passes the compiler.
 */
export interface RecordsQuery<Output, Fields extends Selection<Output> = Selection<Output>> {
  /**
   * Conditions by field, all of which must hold: a value, an object of operators, or an association with conditions of
   * its own, at most two deep. Coupa has no "or" but `in`. Default: all records.
   */
  readonly where?: Where<Output> | undefined
  /** Conditions in their checked form, as `parseWhere` makes them; added to `where`. */
  readonly conditions?: readonly Condition[] | undefined
  /**
   * What to serve of each record. Default: everything that Coupa serves by itself, which is huge, and without the fields
   * that are newer than the organization's filters (F-176).
   */
  readonly fields?: Fields | undefined
  /** Name of an API filter that was set up in Coupa (F-174). */
  readonly filter?: string | undefined
  /** How much of each record to serve, where `fields` does not say it. Default: all of it. */
  readonly returnObject?: ReturnObject | undefined
  /**
   * The order in which Coupa serves the records. Any other than rising ids is read by offset, which is slower and is
   * disturbed by records that come or go meanwhile. Default: rising ids.
   */
  readonly orderBy?: OrderBy<Output> | undefined
  /** Parameters of the query string, sent as they are; they win over the built ones of the same name. */
  readonly extraParameters?: ExtraParameters | undefined
  /** Lets names pass that the catalog does not know. Default: false, so that a typing error does not read everything. */
  readonly allowUnknownFields?: boolean | undefined
}

export type OrderBy<Output> =
  | FieldName<Output>
  | { readonly field: FieldName<Output>; readonly direction?: 'asc' | 'desc' | undefined }

/** Conditions by field name: a value for equality, an object of operators, or an association with conditions of its own. */
export type Where<Output> = string extends keyof Output ? AnyWhere : MembersWhere<Output, 2>

/** Conditions on a resource whose fields are only known at run time. */
export type AnyWhere = { readonly [field: string]: unknown }

/** Conditions on the fields of an association, `Depth` further associations deep (F-193: two at most). */
type MembersWhere<Output, Depth extends number> = {
  readonly [Name in keyof Output]?: MemberWhere<NonNullable<Output[Name]>, Depth> | undefined
} & { readonly [Key in ForeignKey<Output>]?: FieldWhere<number> | undefined }

type MemberWhere<Value, Depth extends number> = Value extends Primitive
  ? FieldWhere<Value>
  : Value extends readonly (infer Item)[]
    ? AssociationWhere<NonNullable<Item>, Depth>
    : AssociationWhere<Value, Depth>

type AssociationWhere<Value, Depth extends number> = Depth extends 2
  ? MembersWhere<Value, 1>
  : Depth extends 1
    ? MembersWhere<Value, 0>
    : never

/** `supplier-id` beside an association `supplier` (F-194). */
type ForeignKey<Output> = {
  [Name in keyof Output & string]: NonNullable<Output[Name]> extends Primitive | readonly unknown[]
    ? never
    : `${Name}-id`
}[keyof Output & string]

/** Equality with a value, with null for blank, or the comparisons that must all hold. */
export type FieldWhere<Value> = Comparable<Value> | null | Operators<Value>

export interface Operators<Value> {
  readonly eq?: Comparable<Value> | null
  readonly not_eq?: Comparable<Value> | null
  readonly contains?: string
  readonly starts_with?: string
  readonly ends_with?: string
  readonly gt?: Comparable<Value>
  readonly lt?: Comparable<Value>
  readonly gt_or_eq?: Comparable<Value>
  readonly lt_or_eq?: Comparable<Value>
  readonly in?: readonly Comparable<Value>[]
  readonly not_in?: readonly Comparable<Value>[]
  readonly blank?: boolean
}

/** What a field may be compared with. Decimals and times are strings in records, but numbers and dates are welcome here. */
export type Comparable<Value> = Value extends boolean
  ? boolean
  : Value extends number
    ? number | bigint | `${number}`
    : Value extends string
      ? Value | OtherText | number | Date
      : Scalar

/** Any other text, without hiding the known values from completion. */
type OtherText = string & Record<never, never>

type Primitive = string | number | bigint | boolean

export type FieldName<Output> = keyof Output & string

/** Names of fields, and objects that say what to serve of an association; `{}` stands for all of it. */
export type Selection<Output> = string extends keyof Output ? readonly AnyField[] : readonly SelectedField<Output>[]

/** A field, or associations with what to serve of them, of a resource whose fields are only known at run time. */
export type AnyField = string | { readonly [association: string]: readonly AnyField[] | Record<never, never> }

export type SelectedField<Output> =
  | FieldName<Output>
  | { readonly [Name in AssociationName<Output>]?: Selection<AssociationOf<Output, Name>> | Record<never, never> }

type AssociationName<Output> = {
  [Name in keyof Output & string]: NonNullable<Output[Name]> extends Primitive ? never : Name
}[keyof Output & string]

type AssociationOf<Output, Name extends keyof Output> =
  NonNullable<Output[Name]> extends readonly (infer Item)[] ? NonNullable<Item> : NonNullable<Output[Name]>

/** The record that a query with these fields gives: only what was selected, associations cut down in the same way. */
export type Projection<Output, Fields> = string extends keyof Output
  ? Output
  : Fields extends readonly (infer Field)[]
    ? Selection<Output> extends Fields
      ? Output
      : Simplify<Pick<Output, Extract<Field, keyof Output>> & ProjectedAssociations<Output, Exclude<Field, string>>>
    : Output

type ProjectedAssociations<Output, Field> = {
  [Name in keyof Output as Name extends KeysOfUnion<Field> ? Name : never]: ProjectedAssociation<
    Output[Name],
    MemberOfUnion<Field, Name>
  >
}

type ProjectedAssociation<Value, Fields> = Value extends null | undefined
  ? Value
  : Value extends readonly (infer Item)[]
    ? ProjectedRecord<Item, Fields>[]
    : ProjectedRecord<Value, Fields>

type ProjectedRecord<Value, Fields> = Fields extends readonly unknown[] ? Projection<Value, Fields> : Value

type KeysOfUnion<Field> = Field extends object ? keyof Field : never
type MemberOfUnion<Field, Name> = Field extends object ? (Name extends keyof Field ? Field[Name] : never) : never
type Simplify<Value> = { [Name in keyof Value]: Value[Name] }
