import type { FieldSchema, LookupValueSchema, SchemaChange } from '@coupa-connector/catalog/schema'
import type { SchemaChangeView } from '@coupa-connector/protocol'

/** A change as the API shows it: with words instead of everything that is known of a field. */
export function describeChange(change: SchemaChange): SchemaChangeView {
  const { kind } = change
  switch (kind) {
    case 'field-came':
      return ofField(change, null, typeText(change.now))
    case 'field-went':
      return ofField(change, typeText(change.before), null)
    case 'type-changed':
    case 'lookup-changed':
      return ofField(change, typeText(change.before), typeText(change.now))
    case 'lookup-value-came':
    case 'lookup-value-went':
    case 'lookup-value-changed': {
      const { lookup, value, before, now } = change
      return { kind, resource: null, path: null, lookup, value, before: valueText(before), now: valueText(now) }
    }
  }
}

function ofField(
  { kind, resource, path }: Extract<SchemaChange, { resource: string }>,
  before: string | null,
  now: string | null,
): SchemaChangeView {
  return { kind, resource, path, lookup: null, value: null, before, now }
}

/** `decimal`, `LookupValue of Region`, `list of User`. */
function typeText({ type, references, lookups = [] }: FieldSchema): string {
  const from = lookups.length === 0 ? '' : ` of ${lookups.join(', ')}`
  if (type === 'array') return `list of ${references ?? 'values'}${from}`
  if (type === 'object') return `${references ?? 'record'}${from}`
  return type === 'unknown' ? 'not known' : type
}

function valueText(value: LookupValueSchema | undefined): string | null {
  return value === undefined ? null : `${value.name}${value.isActive ? '' : ' (inactive)'}`
}
