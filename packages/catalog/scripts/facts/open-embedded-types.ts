import type { FieldRow, TypeRow } from '../../src/shapes/catalog-rows.ts'
import { SET_BY_COUPA } from './read-field.ts'

/**
 * Lets the fields be written of types that only stand inside other records and of which the tables open nothing, although
 * they open the field that holds them, such as the phone numbers of a user. A field that takes nothing would be useless,
 * and the examples of requests write these values (F-485).
 */
export function openEmbeddedTypes(types: readonly TypeRow[], resourceTypes: ReadonlySet<string>): readonly TypeRow[] {
  const written = new Set(
    types.flatMap(({ fields }) =>
      fields.flatMap((field) => (field.isWritable === true ? (field.references ?? []) : [])),
    ),
  )
  const closed = types.filter(
    ({ name, naturalKeys, fields }) =>
      written.has(name) &&
      !resourceTypes.has(name) &&
      naturalKeys.length === 0 &&
      !fields.some(({ isWritable }) => isWritable === true) &&
      fields.some(({ name: field }) => !SET_BY_COUPA.has(field)),
  )
  if (closed.length === 0) return types
  const next = types.map((type) => (closed.includes(type) ? { ...type, fields: type.fields.map(opened) } : type))
  // What is open now may hold further ones.
  return openEmbeddedTypes(next, resourceTypes)
}

function opened(field: FieldRow): FieldRow {
  return SET_BY_COUPA.has(field.name) ? field : { ...field, isWritable: true }
}
