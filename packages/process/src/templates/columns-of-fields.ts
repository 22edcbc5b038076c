import type { FieldDescription, ResourceDescription } from '@coupa-connector/catalog'
import type { ColumnInput, SourceField } from '../definition/definition-schema.ts'
import { columnTypeOf, columnTypeText } from '../mapping/column-type.ts'
import { fieldsBelow } from '../paths/catalog-path.ts'

/** The columns of a record, and the lists below it that become tables of their own. */
export interface FieldColumns {
  readonly columns: Readonly<Record<string, ColumnInput>>
  readonly lists: readonly ListFields[]
}

export interface ListFields {
  /** Name in Coupa: `invoice-lines`. */
  readonly list: string
  readonly fields: readonly SourceField[]
  readonly types: readonly FieldDescription[]
}

/**
 * Columns for the fields of a record: `supplier: [id, number]` becomes `supplier_id` and `supplier_number`, custom fields
 * become one JSON column. Types are those of the catalog, written out, so that a person can change them. A field that the
 * catalog does not have is left out.
 */
export function columnsOfFields(
  fields: readonly SourceField[],
  types: ResourceDescription['fields'],
  prefix: readonly string[] = [],
): FieldColumns {
  const columns: Record<string, ColumnInput> = {}
  const lists: ListFields[] = []
  for (const field of fields) {
    for (const [name, below] of namesOf(field)) {
      const type = types.find((one) => one.name === name)
      const path = [...prefix, name]
      if (name === 'custom-fields') columns[columnName(path)] = { path: path.join('.'), as: 'json' }
      else if (type?.type === 'array' && below !== undefined)
        lists.push({ list: name, fields: below, types: fieldsBelow(type) })
      else if (type !== undefined && below !== undefined) {
        Object.assign(columns, columnsOfFields(below, fieldsBelow(type), path).columns)
      } else if (type !== undefined) {
        columns[columnName(path)] = { path: path.join('.'), as: typeText(type) }
      }
    }
  }
  return { columns, lists }
}

/** Coupa keeps dates as midnight of the organization's zone; a copy wants the date. */
function typeText(type: FieldDescription): string {
  return type.type === 'datetime' && type.name.endsWith('-date') ? 'date' : columnTypeText(columnTypeOf(type))
}

function namesOf(field: SourceField): readonly (readonly [string, readonly SourceField[] | undefined])[] {
  if (typeof field === 'string') return [[field, undefined]]
  return Object.entries(field).map(([name, below]) => [name, Array.isArray(below) ? below : undefined] as const)
}

/** `supplier_number`. */
export function columnName(path: readonly string[]): string {
  return path.join('_').replaceAll(/[^A-Za-z0-9_]/g, '_')
}
