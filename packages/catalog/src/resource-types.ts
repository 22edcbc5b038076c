import type { ResourceTypes } from './generated/resource-types.ts'
import type { OpenCustomFields } from './shapes/record-types.ts'

/**
 * Name of a resource: `'invoices'`, or a path with the ids of its parents, `'suppliers/7/addresses'`. Names with an
 * underscore only; at run time `describe` also takes hyphens.
 */
export type ResourceName = keyof ResourceTypes

/** A record as Coupa returns it from a resource; the second parameter types its custom fields. */
export type OutputOf<
  Name extends ResourceName,
  CustomFields = OpenCustomFields,
> = ResourceTypes<CustomFields>[Name]['output']

/** What can be written to a resource: no read-only fields. */
export type InputOf<
  Name extends ResourceName,
  CustomFields = OpenCustomFields,
> = ResourceTypes<CustomFields>[Name]['input']

/** Names of the actions of a resource, beyond query, get, create, update and delete. */
export type ActionNameOf<Name extends ResourceName> = keyof ResourceTypes[Name]['actions'] & string

/** Parameters of an action: those of its path and query, and the fields of its body. */
export type ActionParametersOf<
  Name extends ResourceName,
  Action extends ActionNameOf<Name>,
> = ResourceTypes[Name]['actions'][Action & keyof ResourceTypes[Name]['actions']]
