import type { FieldSchema } from '../organization-schema.ts'

/** What is known of a field, in a sentence or two: for comments in types and descriptions in JSON Schema. */
export function describeField(field: FieldSchema): string {
  const { type, references, lookups = [], seen } = field
  const kind =
    references === undefined ? kinds[type] : `${type === 'array' ? 'A list of' : 'A record of type'} ${references}`
  const from =
    lookups.length === 0 ? '' : ` from the lookup ${lookups.map((name) => JSON.stringify(name)).join(' or ')}`
  const share = `${seen.filled} of ${seen.of}`
  const values = seen.of === 0 ? 'No record was there to look at' : `${share} records have a value`
  return `${kind ?? 'Of a type that no record shows'}${from}. ${values}; confidence ${field.confidence}.`
}

const kinds: Partial<Record<FieldSchema['type'], string>> = {
  string: 'A text',
  integer: 'A whole number',
  decimal: 'A decimal number, as text',
  boolean: 'A truth value',
  date: 'A date',
  datetime: 'A point in time',
  object: 'A record',
  array: 'A list',
}
