import type { FieldDescription, FieldType } from '@coupa-connector/catalog'
import type { CatalogSource } from '../schema/schema.ts'

/** A schema of Swagger 2.0, as far as the descriptions of Coupa use it. */
export type SwaggerSchema = Readonly<Record<string, unknown>>

/**
 * The definitions of record types and of every type that they refer to, by name. Decimals are numbers there although the wire
 * has texts, as in Coupa's own files (F-480).
 */
export function definitionsOf(
  types: Iterable<string>,
  catalog: CatalogSource,
): Readonly<Record<string, SwaggerSchema>> {
  const definitions: Record<string, SwaggerSchema> = {}
  const waiting = [...types]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (definitions[name]) continue
    const fields = catalog.findType(name)?.fields ?? []
    const required = fields.filter((field) => field.isRequired).map((field) => field.name)
    definitions[name] = {
      type: 'object',
      properties: Object.fromEntries(fields.map((field) => [field.name, propertyOf(field)])),
      ...(required.length > 0 ? { required } : {}),
    }
    waiting.push(...fields.flatMap((field) => field.references?.slice(0, 1) ?? []))
  }
  return definitions
}

function propertyOf(field: FieldDescription): SwaggerSchema {
  const [reference] = field.references ?? []
  if (field.type === 'array')
    return { type: 'array', items: reference === undefined ? {} : { $ref: `#/definitions/${reference}` } }
  if (reference !== undefined) return { $ref: `#/definitions/${reference}` }
  return {
    ...scalars[field.type],
    ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }),
    ...(field.allowedValues ? { enum: field.allowedValues } : {}),
    ...(field.isWritable ? {} : { readOnly: true }),
  }
}

const scalars: Readonly<Record<FieldType, SwaggerSchema>> = {
  string: { type: 'string' },
  integer: { type: 'integer', format: 'int32' },
  decimal: { type: 'number', format: 'double' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
  object: { type: 'object' },
  array: { type: 'array', items: {} },
  unknown: {},
}
