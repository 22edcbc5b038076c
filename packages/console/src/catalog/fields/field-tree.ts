import type { CatalogField } from '@coupa-connector/protocol'

/** Looks up the fields of a type; undefined while it is not known. */
export type FindFields = (type: string) => readonly CatalogField[] | undefined

/** What real records have, to be shown beside their fields. */
export interface FieldSamples {
  /** The value of a field in one of the records, as a short text; undefined where none has one. */
  readonly sampleAt: (path: string) => string | undefined
  /** The fields that the records have below one, such as the custom fields below `custom-fields`. */
  readonly namesBelow: (path: string) => readonly string[]
}

/** Custom fields are fields of the organization: only its records know them. */
export const customFields = 'custom-fields'

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
