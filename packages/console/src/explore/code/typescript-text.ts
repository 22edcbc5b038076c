import type { CatalogFieldType } from '@coupa-connector/protocol'
import { nestFields } from '../../catalog/fields/nest-fields.ts'
import { type ExploreQuery, type Filter, resourcePath, toCondition } from '../query/query-model.ts'

/** A program that runs the query with the connector's library. */
export function toTypeScript(
  query: ExploreQuery,
  resource: string,
  typeOf: (field: string) => CatalogFieldType | undefined = () => undefined,
): string {
  return `import { createConnection, settingsFromEnvironment } from ${literal('@coupa-connector/connector')}

const connection = createConnection(settingsFromEnvironment(process.env))
try {
  const records = connection.resource(${literal(resourcePath(resource, query.parents))}).query(${indent(queryLiteral(query, typeOf)).trimStart()})
  for await (const record of records) console.log(record)
} finally {
  await connection.close()
}
`
}

/** The query as an object literal of the library's `Query`. */
export function queryLiteral(
  query: ExploreQuery,
  typeOf: (field: string) => CatalogFieldType | undefined = () => undefined,
): string {
  const { fields, filters, orderBy } = query
  const where = whereOf(filters, typeOf)
  const members: Record<string, unknown> = {
    ...(filters.length === 0 ? {} : where ? { where } : { conditions: filters.map(toCondition) }),
    ...(typeof fields === 'string' || fields.length === 0 ? {} : { fields: nestFields(fields) }),
    ...(fields === 'limited' ? { returnObject: 'limited' } : {}),
    ...(orderBy ? { orderBy } : {}),
    limit: query.limit,
    ...(query.wire === 'xml' ? { format: 'xml' } : {}),
  }
  return literal(members)
}

type Members = Map<string, Members | Leaf>
interface Leaf {
  readonly operations: Map<string, unknown>
}

/** The conditions as an object literal. Undefined when two of them cannot share one. */
export function whereOf(
  filters: readonly Filter[],
  typeOf: (field: string) => CatalogFieldType | undefined,
): Readonly<Record<string, unknown>> | undefined {
  const root: Members = new Map()
  for (const filter of filters) {
    const path = filter.field.split('.')
    const last = path.pop()
    if (!last) return undefined
    let members = root
    for (const name of path) {
      const inner = members.get(name) ?? new Map()
      if (!(inner instanceof Map)) return undefined
      members.set(name, inner)
      members = inner
    }
    const leaf = members.get(last) ?? { operations: new Map() }
    if (leaf instanceof Map || leaf.operations.has(filter.operator)) return undefined
    leaf.operations.set(filter.operator, filterValue(filter, typeOf(filter.field)))
    members.set(last, leaf)
  }
  return objectOf(root)
}

function objectOf(members: Members): Record<string, unknown> {
  return Object.fromEntries(
    [...members].map(([name, member]): [string, unknown] => {
      if (member instanceof Map) return [name, objectOf(member)]
      const isEqualityAlone = member.operations.size === 1 && member.operations.has('eq')
      return [name, isEqualityAlone ? member.operations.get('eq') : Object.fromEntries(member.operations)]
    }),
  )
}

/** Booleans and whole numbers as literals where the field holds such values, so that the code compiles. */
function filterValue(filter: Filter, type: CatalogFieldType | undefined): unknown {
  const { value } = toCondition(filter)
  return Array.isArray(value) ? value.map((item: string) => typed(item, type)) : typed(value, type)
}

function typed(value: unknown, type: CatalogFieldType | undefined): unknown {
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  if (type === 'integer' && typeof value === 'string' && /^(?:0|-?[1-9]\d{0,14})$/.test(value)) return Number(value)
  return value
}

/** A JavaScript literal in the project's own style. */
function literal(value: unknown): string {
  if (typeof value === 'string') return textLiteral(value)
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => `${nameLiteral(name)}: ${literal(member)}`)
    if (members.length === 0) return '{}'
    const line = `{ ${members.join(', ')} }`
    return line.length <= 80 ? line : `{\n${members.map((member) => `${indent(member)},\n`).join('')}}`
  }
  return String(value)
}

function nameLiteral(name: string): string {
  // A computed name: written plainly it would set the prototype.
  if (name === '__proto__') return `['__proto__']`
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : textLiteral(name)
}

function textLiteral(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}
