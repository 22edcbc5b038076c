import type { FieldSchema, ResourceSchema } from '../organization-schema.ts'
import type { SchemaChange } from './schema-change.ts'

/**
 * What is different in the fields of a resource. Only what was there to be seen is a difference: a field of which neither a
 * record nor GraphQL says that it is missing has not gone.
 */
export function compareFields(before: ResourceSchema, now: ResourceSchema): readonly SchemaChange[] {
  const fieldsBefore = new Map(before.fields.map((field) => [field.path, field]))
  const fieldsNow = new Map(now.fields.map((field) => [field.path, field]))
  const paths = new Set([...fieldsBefore.keys(), ...fieldsNow.keys()])
  return [...paths].flatMap((path) => {
    const earlier = fieldsBefore.get(path)
    const later = fieldsNow.get(path)
    const { resource } = now
    if (later !== undefined && isThere(later) && isMissing(earlier, later, before)) {
      return [{ kind: 'field-came', resource, path, origin: later.origin, now: later }]
    }
    if (earlier !== undefined && isThere(earlier) && isMissing(later, earlier, now)) {
      return [{ kind: 'field-went', resource, path, origin: earlier.origin, before: earlier }]
    }
    if (earlier === undefined || later === undefined) return []
    return compareTypes(earlier, later, resource)
  })
}

function isThere({ sources }: FieldSchema): boolean {
  return sources.includes('samples') || sources.includes('introspection')
}

/**
 * Whether records say that a field is missing. A custom field is missing where records show other fields of that place, or could.
 * A standard one has to be shown by all records of one side, because some fields are left out when they are not set.
 */
function isMissing(field: FieldSchema | undefined, other: FieldSchema, resource: ResourceSchema): boolean {
  if (field !== undefined && isThere(field)) return false
  if (other.origin === 'standard') {
    const isAlwaysShown = other.seen.of > 0 && other.seen.shown === other.seen.of
    return isAlwaysShown && resource.records > 0 && (field?.seen.of ?? resource.records) > 0
  }
  return placesSeen(resource, placeOf(other.path)) > 0
}

/** How many records, or lines, showed any field of the place that a field is in. */
function placesSeen(resource: ResourceSchema, place: string): number {
  if (place === '' || place === topPlace) return resource.records
  return Math.max(0, ...resource.fields.filter(({ path }) => placeOf(path) === place).map(({ seen }) => seen.of))
}

const topPlace = 'custom-fields'

/** `invoice-lines.custom-fields` of `invoice-lines.custom-fields.gl-note`. */
function placeOf(path: string): string {
  const custom = path.lastIndexOf('custom-fields.')
  if (custom >= 0) return path.slice(0, custom + topPlace.length)
  return path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : ''
}

function compareTypes(before: FieldSchema, now: FieldSchema, resource: string): readonly SchemaChange[] {
  const shared = { resource, path: now.path, origin: now.origin, before, now }
  if (isOtherType(before, now)) return [{ kind: 'type-changed', ...shared }]
  const isOfLookups = before.lookups !== undefined && now.lookups !== undefined
  // A lookup that one side only knows by more values is no other lookup.
  const isOtherLookup = isOfLookups && !before.lookups.some((name) => now.lookups?.includes(name))
  return isOtherLookup ? [{ kind: 'lookup-changed', ...shared }] : []
}

/** Texts may look like decimals or dates by chance, so such a difference has to be sure on both sides. */
function isOtherType(before: FieldSchema, now: FieldSchema): boolean {
  if (before.type === 'unknown' || now.type === 'unknown') return false
  const isOtherRecord =
    before.references !== undefined && now.references !== undefined && before.references !== now.references
  if (before.type === now.type) return isOtherRecord
  if (!isText(before) || !isText(now)) return !(isNumber(before) && isNumber(now))
  return before.confidence === 'high' && now.confidence === 'high'
}

function isText({ type }: FieldSchema): boolean {
  return type === 'string' || type === 'date' || type === 'datetime' || type === 'decimal'
}

function isNumber({ type }: FieldSchema): boolean {
  return type === 'integer' || type === 'decimal'
}
