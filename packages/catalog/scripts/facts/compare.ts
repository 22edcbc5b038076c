import type { FieldDescription } from '../../src/shapes/description.ts'

/** By code units, so that the order is the same everywhere. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The order on the wire (F-087): id and times, own values, custom fields, associations, who did it. */
export function compareFields(a: FieldDescription, b: FieldDescription): number {
  return fieldRank(a) - fieldRank(b) || compare(a.name, b.name)
}

function fieldRank(field: FieldDescription): number {
  const first = ['id', 'created-at', 'updated-at'].indexOf(field.name)
  if (first >= 0) return first
  if (field.name === 'custom-fields') return 4
  if (field.name === 'created-by') return 6
  if (field.name === 'updated-by') return 7
  return field.type === 'object' || field.type === 'array' ? 5 : 3
}
