export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue }
export type JsonObject = { readonly [name: string]: JsonValue }
/** A definition of a process as people write it, also while it is not right yet. */
export type Definition = { [name: string]: JsonValue }

/** The members of an object; none of anything else. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

/** The text of a member; empty where it is missing or something else. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : ''
}

/** An object with some members changed; those that become undefined or empty texts are left out. */
export function changed(
  value: JsonValue | undefined,
  changes: Readonly<Record<string, JsonValue | undefined>>,
): JsonObject {
  const entries = Object.entries({ ...objectOf(value), ...changes })
  return Object.fromEntries(
    entries.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined && entry[1] !== ''),
  )
}

/** A definition with members of one of its parts changed. A part without members is left out. */
export function withPart(
  definition: Definition,
  part: string,
  changes: Readonly<Record<string, JsonValue | undefined>>,
): Definition {
  const { [part]: before, ...rest } = definition
  const next = changed(before, changes)
  return Object.keys(next).length === 0 ? rest : { ...definition, [part]: { ...next } }
}

/** Whether a definition loads into Coupa. */
export function isLoad({ direction }: Definition): boolean {
  return direction === 'in'
}

/** The resource of Coupa that a definition reads or writes. */
export function resourceOf(definition: Definition): string {
  return textOf(objectOf(isLoad(definition) ? definition.destination : definition.source).resource)
}

/** The value that stands for the other end: where an export delivers to, where a load reads from. */
export function otherEndOf(definition: Definition): { readonly value: string; readonly kind: string } {
  const part = objectOf(isLoad(definition) ? definition.source : definition.destination)
  const value = textOf(part.connection) || (isLoad(definition) ? 'source' : 'target')
  return { value, kind: textOf(objectOf(objectOf(definition.values)[value]).kind) }
}
