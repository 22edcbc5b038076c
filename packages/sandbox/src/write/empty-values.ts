import type { FieldShape, RecordShape } from '../schema/schema.ts'
import type { Value, Values } from '../schema/value.ts'

/** The values that a new record starts from: null, false, an empty collection; active unless it says otherwise. */
export function emptyValues(shape: RecordShape): Values {
  const values: Record<string, Value> = {}
  for (const field of shape.fields) values[field.name] = emptyValue(field)
  if (shape.customFields.length > 0) {
    values['custom-fields'] = Object.fromEntries(shape.customFields.map(({ name }) => [name, null]))
  }
  return values
}

/** Remit-to addresses are the ones whose `active` is not defaulted (F-329); `rules.ts` sees to them. */
function emptyValue(field: FieldShape): Value {
  if (field.type === 'array') return []
  if (field.type === 'boolean') return field.name === 'active'
  return null
}
