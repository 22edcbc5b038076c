import type { JsonSchema } from './json-schemas.ts'

const maxDepth = 6

/** Writes a schema the way its values look: names with their types, and `?` after optional ones. */
export function toSample(schema: JsonSchema, components: Readonly<Record<string, JsonSchema>>): string {
  return write(schema, components, '', 0)
}

function write(
  schema: JsonSchema,
  components: Readonly<Record<string, JsonSchema>>,
  indent: string,
  depth: number,
): string {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)
    const target = components[name]
    return target === undefined || depth >= maxDepth ? name : write(target, components, indent, depth + 1)
  }
  const inner = (each: unknown): string => write(each as JsonSchema, components, indent, depth + 1)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (Array.isArray(schema.enum)) return schema.enum.map((each) => JSON.stringify(each)).join(' | ')
  const choices = schema.anyOf ?? schema.oneOf
  if (Array.isArray(choices)) return choices.map(inner).join(' | ')
  if (schema.type === 'array') return `[ ${inner(schema.items ?? {})} ]`
  if (schema.type !== 'object') return writeType(schema)
  return writeObject(schema, components, indent, depth)
}

function writeObject(
  schema: JsonSchema,
  components: Readonly<Record<string, JsonSchema>>,
  indent: string,
  depth: number,
): string {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
  const required = (schema.required ?? []) as readonly string[]
  const deeper = `${indent}  `
  if (properties.length === 0) {
    const values = schema.additionalProperties
    const isTyped = typeof values === 'object' && values !== null && Object.keys(values).length > 0
    return isTyped ? `{ [name]: ${write(values as JsonSchema, components, indent, depth + 1)} }` : '{ … }'
  }
  if (depth >= maxDepth) return '{ … }'
  const lines = properties.map(
    ([name, each]) =>
      `${deeper}${name}${required.includes(name) ? '' : '?'}: ${write(each, components, deeper, depth + 1)}`,
  )
  return `{\n${lines.join('\n')}\n${indent}}`
}

function writeType({ type, format }: JsonSchema): string {
  if (format === 'date-time') return 'moment'
  if (typeof format === 'string') return format
  return Array.isArray(type) ? type.join(' | ') : typeof type === 'string' ? type : 'any'
}
