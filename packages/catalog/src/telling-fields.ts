import type { FieldDescription, ResourceDescription } from './shapes/description.ts'

/** Fields that tell records of most resources apart, the most telling first. */
const telling = [
  'name',
  'number',
  'status',
  'code',
  'login',
  'email',
  'supplier',
  'total',
  'total-with-taxes',
  'amount',
  'currency',
  'description',
]

/**
 * A few fields that tell the records of a resource apart, as dotted paths: at most eight, `id` first. For a table that people
 * read and a query to begin with.
 *
 * @example
 * ```ts
 * tellingFields(describe('suppliers')) // ['id', 'number', 'name', 'status', 'updated-at']
 * ```
 */
export function tellingFields({
  fields,
  naturalKeys,
}: Pick<ResourceDescription, 'fields' | 'naturalKeys'>): readonly string[] {
  const readable = new Map(fields.filter((field) => field.isReadable).map((field) => [field.name, field]))
  const wanted = ['id', ...naturalKeys.flat(), ...telling, 'updated-at']
  const paths = wanted.flatMap((name) => pathOf(readable.get(name)) ?? [])
  return [...new Set(paths)].slice(0, 8)
}

/** A value, or of an association its name. Currencies are known by their code. */
function pathOf(field: FieldDescription | undefined): string | undefined {
  if (field === undefined || field.type === 'array') return undefined
  if (field.type !== 'object') return field.name
  if (!field.references || field.references.length === 0) return undefined
  return `${field.name}.${field.name.endsWith('currency') ? 'code' : 'name'}`
}
