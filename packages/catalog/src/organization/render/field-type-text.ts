import type { FieldSchema } from '../organization-schema.ts'

/** `decimal`, `LookupValue of Sales Region`, `list of User`. */
export function fieldTypeText({
  type,
  references,
  lookups = [],
}: Pick<FieldSchema, 'type' | 'references' | 'lookups'>): string {
  const record = references ?? (type === 'array' ? 'values' : 'record')
  const from = lookups.length === 0 ? '' : ` of ${lookups.slice(0, 2).join(', ')}${lookups.length > 2 ? ', …' : ''}`
  if (type === 'object') return `${record}${from}`
  if (type === 'array') return `list of ${record}${from}`
  return type === 'unknown' ? 'not known' : type
}
