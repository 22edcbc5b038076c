import type { FieldType } from '../shapes/description.ts'

/** What an organization was seen to have: fields with their types, its own ones included, and the values of its lookups. */
export interface OrganizationSchema {
  /** Of this form. A file of another version is refused. */
  readonly version: 1
  /** Host of the organization. */
  readonly organization: string
  readonly readAt: string
  /** Whether GraphQL told the types, and if not, why. */
  readonly introspection: Introspection
  readonly resources: readonly ResourceSchema[]
  /** Lookups that fields of these resources take their values from. */
  readonly lookups: readonly LookupSchema[]
  /** What could not be read, a sentence each. */
  readonly notices: readonly string[]
}

export interface Introspection {
  readonly isUsed: boolean
  /** Why it was not. */
  readonly reason?: string
}

export interface ResourceSchema {
  /** Name in the catalog: `purchase_orders`. */
  readonly resource: string
  /** Name of the type of its records: `PurchaseOrder`. */
  readonly type: string
  /** Records that were looked at. */
  readonly records: number
  readonly fields: readonly FieldSchema[]
  /** Why it could not be read. Then its fields are those of the catalog. */
  readonly problem?: string
}

/** One field of the records of a resource, or a custom field of the lines inside them. */
export interface FieldSchema {
  /** Names with dots between: `status`, `custom-fields.erp-number`, `invoice-lines.custom-fields.gl-note`. */
  readonly path: string
  readonly origin: FieldOrigin
  readonly type: FieldType
  /** What the values are of, for an object or the items of a list: `LookupValue`, `User`. */
  readonly references?: string
  /** Names of the lookups that the values are from. */
  readonly lookups?: readonly string[]
  readonly sources: readonly FieldSource[]
  readonly confidence: Confidence
  readonly seen: Seen
}

/**
 * `standard`: the catalog has it, or Coupa's own schema. `custom`: below `custom-fields`. `unlisted`: beside the standard
 * fields though nobody lists it, which is a custom field of the older kind (F-140), or new in Coupa.
 */
export type FieldOrigin = 'standard' | 'custom' | 'unlisted'

/** What says something of a field. */
export type FieldSource = 'catalog' | 'introspection' | 'samples'

/**
 * How sure the type is. `high`: GraphQL told it, or five values agree. `medium`: fewer values agree, or only the catalog says
 * it. `low`: no value was seen, or the values contradict each other.
 */
export type Confidence = 'high' | 'medium' | 'low'

/** How often a field was seen. */
export interface Seen {
  /** Records, or lines, that could have shown it. */
  readonly of: number
  /** How many of them had its name. */
  readonly shown: number
  /** How many of them held a value. */
  readonly filled: number
}

/** A list of values that was set up in the organization. */
export interface LookupSchema {
  readonly name: string
  readonly values: readonly LookupValueSchema[]
  /** False: it has more values than were read. */
  readonly isComplete: boolean
}

export interface LookupValueSchema {
  readonly name: string
  /** What a company calls it, where it has such a number. */
  readonly externalReference?: string
  readonly isActive: boolean
}

/** Where an organization's own fields are, in its records and in the lines inside them. */
export const customFieldsName = 'custom-fields'
