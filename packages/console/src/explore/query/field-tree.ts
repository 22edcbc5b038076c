/** How a value of a field travels; decimals, dates and times are texts on the wire. */
export type FieldType =
  | 'string'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'object'
  | 'array'
  | 'unknown'

/** A field of a resource or of a type, as the catalog describes it. */
export interface CatalogField {
  readonly name: string
  readonly type: FieldType
  /** Names of the types of an association. */
  readonly references?: readonly string[]
  readonly isReadable: boolean
  readonly allowedValues?: readonly (string | number)[]
}

/** A resource, as the catalog describes it: what the screen needs of it. */
export interface CatalogResource {
  readonly name: string
  readonly title: string
  readonly type: string
  readonly xmlItem: string
  readonly xmlArray: string
  readonly fields: readonly CatalogField[]
  readonly naturalKeys: readonly (readonly string[])[]
  readonly operations: readonly { readonly name: string; readonly scopes: readonly string[] }[]
}

/** Looks up the fields of a type; undefined while it is not known. */
export type FindFields = (type: string) => readonly CatalogField[] | undefined

/** Coupa follows at most two associations. */
export const maxDepth = 2

/** The field at the end of a dotted path; undefined where the catalog, or what was read of it, does not know it. */
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

/** A few fields that tell records apart: what a new query starts with. At most eight; `id` first. */
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
