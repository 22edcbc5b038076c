import {
  customFieldsName,
  type FieldSchema,
  type OrganizationSchema,
  type ResourceSchema,
} from '../organization-schema.ts'
import { describeField } from './describe-field.ts'
import { typeNameOf } from './type-name.ts'

/** A JSON Schema, draft 2020-12, as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/**
 * JSON Schema of the records of an organization as Coupa serves them in JSON: one definition for each resource. Any field may
 * be missing or null, and there may be others, because the schema tells what was seen and forbids nothing.
 */
export function schemaToJsonSchema(schema: OrganizationSchema): JsonSchema {
  const lookups = new Map(schema.lookups.map(({ name, values, isComplete }) => [name, isComplete ? values : undefined]))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Records of ${schema.organization}`,
    description: `Read ${schema.readAt}.`,
    $defs: Object.fromEntries(schema.resources.map((one) => [typeNameOf(one.resource), resourceSchema(one)])),
    ...(lookups.size === 0 ? {} : { 'x-lookups': Object.fromEntries(lookups) }),
  }
}

function resourceSchema({ resource, records, fields }: ResourceSchema): JsonSchema {
  const root: SchemaNode = { members: new Map() }
  for (const field of fields) place(root, field)
  return { title: resource, description: `${records} records were looked at.`, ...nodeSchema(root) }
}

/** A record, or the items of a list, with what is inside. */
interface SchemaNode {
  field?: FieldSchema
  readonly members: Map<string, SchemaNode>
}

/** `invoice-lines.custom-fields.gl-note` goes into `custom-fields` of the items of `invoice-lines`. */
function place(root: SchemaNode, field: FieldSchema): void {
  const names = namesOf(field.path)
  let node = root
  for (const name of names) {
    const next = node.members.get(name) ?? { members: new Map() }
    node.members.set(name, next)
    node = next
  }
  node.field = field
}

/** The name of a custom field may hold dots itself; those before it hold none. */
function namesOf(path: string): readonly string[] {
  const marker = `${customFieldsName}.`
  const start = path.lastIndexOf(marker)
  if (start < 0) return path.split('.')
  const before = path
    .slice(0, start)
    .split('.')
    .filter((name) => name !== '')
  return [...before, customFieldsName, path.slice(start + marker.length)]
}

function nodeSchema({ field, members }: SchemaNode): JsonSchema {
  const properties =
    members.size === 0
      ? {}
      : { properties: Object.fromEntries([...members].map(([name, member]) => [name, nodeSchema(member)])) }
  if (field === undefined) return { type: ['object', 'null'], ...properties }
  const description = describeField(field)
  const extra = { description, 'x-origin': field.origin, 'x-confidence': field.confidence, 'x-seen': field.seen }
  if (field.type === 'array') {
    return { type: ['array', 'null'], items: members.size === 0 ? {} : { type: 'object', ...properties }, ...extra }
  }
  return { ...valueSchema(field), ...properties, ...extra }
}

function valueSchema({ type }: FieldSchema): JsonSchema {
  switch (type) {
    case 'string':
      return { type: ['string', 'null'] }
    case 'decimal':
      // A text, so that no digit is lost; one of Coupa's switches makes it a number (F-101).
      return { type: ['string', 'number', 'null'] }
    case 'integer':
      return { type: ['integer', 'null'] }
    case 'boolean':
      return { type: ['boolean', 'null'] }
    case 'date':
      return { type: ['string', 'null'], format: 'date' }
    case 'datetime':
      return { type: ['string', 'null'], format: 'date-time' }
    case 'object':
      return { type: ['object', 'null'] }
    default:
      return {}
  }
}
