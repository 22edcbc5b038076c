import type { FieldOrigin, FieldSchema, LookupValueSchema } from '../organization-schema.ts'

/** What is different between two schemas: from the first to the second. */
export interface SchemaComparison {
  readonly from: Compared
  readonly to: Compared
  readonly changes: readonly SchemaChange[]
  /** Without changes it is not sure that there are none, as long as there is something here. */
  readonly notCompared: readonly NotCompared[]
}

/** What could not be compared. */
export interface NotCompared {
  /** `refused`: it could not be read. `not-read`: nobody asked for it. `no-records`: there was none. `too-long`: it has more values than were read. */
  readonly kind: 'refused' | 'not-read' | 'no-records' | 'too-long'
  /** Which one, of which organization, and why, in a sentence. */
  readonly message: string
}

export interface Compared {
  readonly organization: string
  readonly readAt: string
}

export type SchemaChange = FieldCame | FieldWent | TypeChanged | LookupChanged | LookupValueChange

interface OfField {
  readonly resource: string
  readonly path: string
  readonly origin: FieldOrigin
}

export interface FieldCame extends OfField {
  readonly kind: 'field-came'
  readonly now: FieldSchema
}

export interface FieldWent extends OfField {
  readonly kind: 'field-went'
  readonly before: FieldSchema
}

export interface TypeChanged extends OfField {
  readonly kind: 'type-changed'
  readonly before: FieldSchema
  readonly now: FieldSchema
}

/** The values of a field are from other lookups. */
export interface LookupChanged extends OfField {
  readonly kind: 'lookup-changed'
  readonly before: FieldSchema
  readonly now: FieldSchema
}

/** A value of a lookup that both have. */
export interface LookupValueChange {
  readonly kind: 'lookup-value-came' | 'lookup-value-went' | 'lookup-value-changed'
  readonly lookup: string
  /** What the value is called by a company, or else its name. */
  readonly value: string
  readonly before?: LookupValueSchema
  readonly now?: LookupValueSchema
}
