import { fieldTypeText, type LookupValueSchema, type SchemaChange } from '@coupa-connector/catalog/schema'
import type { SchemaChangeView } from '@coupa-connector/protocol'

/** A change as the API shows it: with words instead of everything that is known of a field. */
export function describeChange(change: SchemaChange): SchemaChangeView {
  const { kind } = change
  switch (kind) {
    case 'field-came':
      return ofField(change, null, fieldTypeText(change.now))
    case 'field-went':
      return ofField(change, fieldTypeText(change.before), null)
    case 'type-changed':
    case 'lookup-changed':
      return ofField(change, fieldTypeText(change.before), fieldTypeText(change.now))
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

function valueText(value: LookupValueSchema | undefined): string | null {
  return value === undefined ? null : `${value.name}${value.isActive ? '' : ' (inactive)'}`
}
