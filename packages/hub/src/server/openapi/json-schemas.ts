import { componentSchemas, type Route, type RouteId, routeIds, routes } from '@coupa-connector/protocol'
import { z } from 'zod'

/** A JSON Schema of the 2020-12 dialect, as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>

export type RoutePart = 'params' | 'query' | 'body' | 'response'

/** The schemas of the route table as JSON Schemas. */
export interface TableSchemas {
  /** Named ones, in the order of `componentSchemas`. */
  readonly components: Readonly<Record<string, JsonSchema>>
  /** The schema of one part of a route: a reference when it has a name. Undefined when the route has no such part. */
  of(routeId: RouteId, part: RoutePart): JsonSchema | undefined
}

const parts: readonly RoutePart[] = ['params', 'query', 'body', 'response']
const referencePrefix = '#/components/schemas/'

/** A request may leave out defaults; an answer contains them. Where the two differ there are two schemas. */
type Side = 'input' | 'output'

/** Converts every schema of the table once. */
export function createTableSchemas(): TableSchemas {
  const names = nameSchemas()
  const sides = { input: convert(names, 'input'), output: convert(names, 'output') }
  const differing = findDiffering(sides)
  const components: Record<string, JsonSchema> = {}
  const use = (schema: JsonSchema, side: Side): JsonSchema =>
    mapReferences(schema, (name) => {
      const target = side === 'input' && differing.has(name) ? `${name}Input` : name
      if (components[target] === undefined) {
        // Registered before its own parts are converted, because schemas may refer to themselves.
        components[target] = {}
        components[target] = use(sides[side][name] ?? {}, side)
      }
      return referencePrefix + target
    })
  const used = new Map<string, JsonSchema>()
  for (const routeId of routeIds) {
    for (const part of parts) {
      const schema = (routes[routeId] as Route)[part]
      const name = schema === undefined ? undefined : names.get(schema)
      if (name === undefined) continue
      const side: Side = part === 'response' ? 'output' : 'input'
      const isNamed = Object.hasOwn(componentSchemas, name)
      const found = isNamed ? { $ref: referencePrefix + name } : (sides[side][name] ?? {})
      used.set(`${routeId} ${part}`, use(found, side))
    }
  }
  use({ $ref: `${referencePrefix}Problem` }, 'output')
  return { components, of: (routeId, part) => used.get(`${routeId} ${part}`) }
}

function nameSchemas(): Map<z.ZodType, string> {
  const names = new Map(Object.entries(componentSchemas).map(([name, schema]) => [schema, name]))
  for (const routeId of routeIds) {
    for (const part of parts) {
      const schema = (routes[routeId] as Route)[part]
      if (schema !== undefined && !names.has(schema)) names.set(schema, `${routeId}.${part}`)
    }
  }
  return names
}

function convert(names: ReadonlyMap<z.ZodType, string>, io: Side): Readonly<Record<string, JsonSchema>> {
  const registry = z.registry<{ id: string }>()
  for (const [schema, id] of names) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, {
    io,
    unrepresentable: 'any',
    uri: (id) => referencePrefix + id,
    // A caller must bear names that a later hub adds.
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    },
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _schema, $id: _id, ...schema }]) => [name, schema as JsonSchema]),
  )
}

/** Names whose two sides differ, by themselves or in what they refer to. */
function findDiffering({ input, output }: Record<Side, Readonly<Record<string, JsonSchema>>>): ReadonlySet<string> {
  const differing = new Set(
    Object.keys(input).filter((name) => JSON.stringify(input[name]) !== JSON.stringify(output[name])),
  )
  for (let before = -1; before !== differing.size; ) {
    before = differing.size
    for (const [name, schema] of Object.entries(input)) {
      mapReferences(schema, (target) => {
        if (differing.has(target)) differing.add(name)
        return referencePrefix + target
      })
    }
  }
  return differing
}

function mapReferences(schema: JsonSchema, toReference: (name: string) => string): JsonSchema {
  const map = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(map)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) =>
        key === '$ref' && typeof each === 'string' && each.startsWith(referencePrefix)
          ? [key, toReference(each.slice(referencePrefix.length))]
          : [key, map(each)],
      ),
    )
  }
  return map(schema) as JsonSchema
}
