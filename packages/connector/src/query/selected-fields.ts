import type { FieldDescription } from '@coupa-connector/catalog'
import { formatPath, underscored } from './condition.ts'
import { checkName, fieldNamed, fieldsOfAll, type KnownNames, unknownField } from './field-names.ts'
import { invalidQuery } from './invalid-query.ts'

/** A field by its name, or an association with what to serve of it; `all` is Coupa's `{}`, as for custom fields. */
export type NormalizedField = string | { readonly name: string; readonly fields: readonly NormalizedField[] | 'all' }

/**
 * What is to be served of each record, with names underscored. Throws a `QueryInvalidError` for a name that the catalog does
 * not have, as conditions do: Coupa would answer without it, and a typing error would look like an empty field.
 */
export function selectedFields(fields: readonly unknown[], names: KnownNames): NormalizedField[] {
  return fieldsBelow(fields, [], names.resource.fields, names)
}

/** `known` is undefined where any name may stand: below custom fields, and below what the catalog does not describe. */
function fieldsBelow(
  fields: readonly unknown[],
  parents: readonly string[],
  known: readonly FieldDescription[] | undefined,
  names: KnownNames,
): NormalizedField[] {
  const { resource } = names
  if (fields.length === 0) {
    const problem = 'the list of fields is empty: name at least one field, or leave it out'
    throw invalidQuery(resource, parents.length === 0 ? 'fields' : formatPath(parents), problem)
  }
  return fields.flatMap((field): NormalizedField[] => {
    if (typeof field === 'string') {
      const name = checkName(underscored(field), resource)
      checkKnown([...parents, name], known, names)
      return [name]
    }
    if (typeof field !== 'object' || field === null || Array.isArray(field)) {
      throw invalidQuery(resource, 'fields', `${JSON.stringify(field)} is neither a name nor an object of names`)
    }
    return Object.entries(field).map(([given, members]) => {
      const path = [...parents, checkName(underscored(given), resource)]
      return associationField(path, members, checkKnown(path, known, names), names)
    })
  })
}

function associationField(
  path: readonly string[],
  members: unknown,
  field: FieldDescription | undefined,
  names: KnownNames,
): NormalizedField {
  const name = path.at(-1) ?? ''
  if (field !== undefined && !['object', 'array', 'unknown'].includes(field.type)) {
    const problem = `it is a ${field.type} and has no fields: name it by itself`
    throw invalidQuery(names.resource, formatPath(path), problem)
  }
  if (Array.isArray(members)) {
    const known =
      field === undefined || name === 'custom_fields' ? undefined : fieldsOfAll(field.references, names.findType)
    return { name, fields: fieldsBelow(members, path, known, names) }
  }
  const isAll = typeof members === 'object' && members !== null && Object.keys(members).length === 0
  if (isAll) return { name, fields: 'all' }
  throw invalidQuery(names.resource, formatPath(path), 'its fields must be a list of names, or {} for all of them')
}

function checkKnown(
  path: readonly string[],
  known: readonly FieldDescription[] | undefined,
  names: KnownNames,
): FieldDescription | undefined {
  const name = path.at(-1) ?? ''
  // Custom fields exist on resources of which no description says so.
  if (known === undefined || name === 'custom_fields') return undefined
  const field = fieldNamed(name, known)
  if (field === undefined && !names.allowUnknownFields) throw unknownField(path, path.length - 1, known, names)
  return field
}
