import type { FieldRow, TypeRow } from '../../src/shapes/catalog-rows.ts'
import { REFERENCES } from '../tables/fields.ts'

/**
 * An association without a type gets the one that every other association of its name and kind has (inferred): a
 * `currency` is a Currency. The generator of the Swagger files lost some of them (F-480).
 */
export function addReferences(rows: readonly TypeRow[]): TypeRow[] {
  const seen = new Map<string, Set<string>>()
  for (const field of rows.flatMap((row) => row.fields)) {
    if (field.references === undefined) continue
    const key = `${field.type} ${field.name}`
    seen.set(key, (seen.get(key) ?? new Set()).add(field.references.join(' ')))
  }
  const complete = (type: string, field: FieldRow): FieldRow => {
    if (field.references !== undefined || (field.type !== 'object' && field.type !== 'array')) return field
    const listed = REFERENCES[`${type}.${field.name}`]
    if (listed !== undefined) return { ...field, references: [listed] }
    const [only, ...others] = seen.get(`${field.type} ${field.name}`) ?? []
    // A collection of its own type is one of the generator's errors.
    return only === undefined || others.length > 0 || only === type ? field : { ...field, references: only.split(' ') }
  }
  return rows.map((row) => ({ ...row, fields: row.fields.map((field) => complete(row.name, field)) }))
}
