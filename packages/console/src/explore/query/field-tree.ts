import type { CatalogField, CatalogResource } from '../../catalog/catalog-resource.ts'

/** Looks up the fields of a type; undefined while it is not known. */
export type FindFields = (type: string) => readonly CatalogField[] | undefined

/** Coupa follows at most two associations. */
export const maxDepth = 2

/** The field at the end of a dotted path. Undefined where the catalog, or the loaded part of it, does not know it. */
export function fieldAt(
  path: string,
  fields: readonly CatalogField[],
  findFields: FindFields,
): CatalogField | undefined {
  let known: readonly CatalogField[] = fields
  let found: CatalogField | undefined
  for (const name of path.split('.')) {
    found = known.find((field) => field.name === name)
    known = (found?.references ?? []).flatMap((type) => findFields(type) ?? [])
  }
  return found
}

/** Whether a field is an association with fields of its own, or a list of such. */
export function isAssociation(field: CatalogField): boolean {
  return (field.references?.length ?? 0) > 0
}

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

/** A few fields that tell records apart, for a new query to start with. At most eight, `id` first. */
export function suggestedFields({ fields, naturalKeys }: CatalogResource): readonly string[] {
  const readable = new Map(fields.filter((field) => field.isReadable).map((field) => [field.name, field]))
  const wanted = ['id', ...naturalKeys.flat(), ...telling, 'updated-at']
  const picked = wanted.flatMap((name) => {
    const field = readable.get(name)
    if (!field) return []
    if (!isAssociation(field)) return field.type === 'object' || field.type === 'array' ? [] : [name]
    // Of an association its name; currencies are known by their code.
    return field.type === 'array' ? [] : [`${name}.${name.endsWith('currency') ? 'code' : 'name'}`]
  })
  return [...new Set(picked)].slice(0, 8)
}
