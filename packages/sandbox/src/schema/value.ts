/** A pointer to a record of a resource; it is looked up when it is rendered or filtered, so it always shows the present state. */
export class Reference {
  /** Name of the resource in the catalog, for example `suppliers`. */
  readonly resource: string
  readonly id: number

  constructor(resource: string, id: number) {
    this.resource = resource
    this.id = id
  }
}

/**
 * A value of a field inside the sandbox. Decimals are strings, dates and times are epoch milliseconds (the field's type says so),
 * embedded objects are `Values`, associations to records that have their own path are `Reference`s.
 */
export type Value = string | number | boolean | null | Reference | Values | readonly Value[]

/** Field values under their wire names (hyphens). A missing name and null mean the same. */
export interface Values {
  readonly [field: string]: Value | undefined
}

/** Tells an embedded object from the other kinds of value. */
export function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Reference)
}

/** The items of a collection; anything else counts as an empty one. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : []
}

/** Id of an embedded record; undefined when it has none. */
export function idOf(item: Value): number | undefined {
  const id = isValues(item) ? item.id : undefined
  return typeof id === 'number' ? id : undefined
}

/** Values without the names that hold undefined. */
export function defined(values: Values): Readonly<Record<string, Value>> {
  const entries = Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== undefined)
  return Object.fromEntries(entries)
}
