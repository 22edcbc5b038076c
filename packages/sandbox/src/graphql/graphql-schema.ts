import type { OperationName } from '@coupa-connector/catalog'
import {
  GraphQLBoolean,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  GraphQLID,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql'
import type { ApiContext } from '../api/contract.ts'
import { collectionOf } from '../api/find-record.ts'
import { type Identity, requireScope } from '../oauth/authorize.ts'
import { parseQueryParameters } from '../query/parameters.ts'
import { singular } from '../schema/names.ts'
import type { FieldShape, RecordShape } from '../schema/schema.ts'
import { isValues, itemsOf, Reference, type Value } from '../schema/value.ts'
import { createCustomFieldType, customFieldValues, type Source } from './graphql-custom-fields.ts'

type Field = GraphQLFieldConfig<Source, Identity>

/** Numbers beyond 32 bits, as ids of lines are. */
const BigIntType: GraphQLScalarType = new GraphQLScalarType({ name: 'BigInt', serialize: Number })
const DateTimeType: GraphQLScalarType = new GraphQLScalarType({ name: 'ISO8601DateTime', serialize: String })

/**
 * The schema of an organization (F-471): for each resource without parents a singular field with `id` and a plural one with
 * `query`, which is a query string of the REST API. Types are made from the catalog when they are first needed.
 */
export function createGraphqlSchema(context: ApiContext): GraphQLSchema {
  const types = new Map<string, GraphQLObjectType<Source, Identity>>()
  const customFieldType = createCustomFieldType((resource) => typeOf(context.schema.shapeOf(resource)))

  function typeOf(shape: RecordShape): GraphQLObjectType<Source, Identity> {
    const known = types.get(shape.type)
    if (known) return known
    // Several resources share a type; its fields are those of the main one.
    const main = context.schema.shapeOfType(shape.type) ?? shape
    const made = new GraphQLObjectType<Source, Identity>({ name: shape.type, fields: () => fieldsOf(main) })
    types.set(shape.type, made)
    return made
  }

  function fieldsOf(shape: RecordShape): GraphQLFieldConfigMap<Source, Identity> {
    const fields: Record<string, Field> = {}
    for (const field of shape.fields) {
      const name = camelCase(field.name)
      if (field.isReadable && isGraphqlName(name)) fields[name] ??= fieldOf(field)
    }
    if (shape.customFields.length > 0) {
      fields.customFields = {
        type: new GraphQLList(customFieldType),
        resolve: (source) => customFieldValues(source.get('custom-fields'), shape, context),
      }
    }
    return Object.keys(fields).length > 0 ? fields : { id: { type: BigIntType, resolve: (source) => source.get('id') } }
  }

  function fieldOf(field: FieldShape): Field {
    const { name, type, shape } = field
    if (type === 'array') {
      const itemType = shape ? typeOf(shape) : GraphQLString
      return {
        type: new GraphQLList(itemType),
        resolve: (source) => {
          const items = itemsOf(source.get(name))
          return shape ? items.flatMap((item) => sourceOf(item) ?? []) : items.map(textOf)
        },
      }
    }
    if (type === 'object') {
      return {
        type: shape ? typeOf(shape) : GraphQLString,
        resolve: (source) => (shape ? sourceOf(source.get(name)) : textOf(source.get(name))),
      }
    }
    return { type: scalarTypeOf(field), resolve: (source) => scalarOf(field, source.get(name) ?? null) }
  }

  function sourceOf(value: Value | undefined): Source | null {
    if (value instanceof Reference) return context.store.resolve(value) ?? null
    return isValues(value) ? { get: (name) => value[name] } : null
  }

  function scalarOf(field: FieldShape, value: Value): Value {
    if (typeof value !== 'number') return typeof value === 'object' && value !== null ? textOf(value) : value
    if (field.type === 'datetime') return context.zone.dateTime(value)
    return field.type === 'date' ? context.zone.date(value) : value
  }

  function requireRead(resource: string, operation: OperationName, identity: Identity): void {
    const scopes = context.schema.resource(resource)?.operations.find(({ name }) => name === operation)?.scopes ?? []
    requireScope(identity, scopes, context.quirks)
  }

  function rootFields(): GraphQLFieldConfigMap<Source, Identity> {
    const fields: Record<string, Field> = {}
    for (const resource of context.schema.resourceNames) {
      if (resource.includes(':')) continue
      const plural = camelCase(resource.replaceAll('/', '-'))
      const one = singular(plural)
      if (!isGraphqlName(plural)) continue
      fields[plural] = {
        get type() {
          return new GraphQLList(typeOf(context.schema.shapeOf(resource)))
        },
        args: { query: { type: GraphQLString, description: 'A query string of the REST API' } },
        resolve: (_root, { query }: { readonly query?: string | null }, identity) => {
          requireRead(resource, 'query', identity)
          return context.search.page(collectionOf(context, resource), parseQueryParameters(query ?? ''))
        },
      }
      if (one === plural) continue
      fields[one] = {
        get type() {
          return typeOf(context.schema.shapeOf(resource))
        },
        args: { id: { type: new GraphQLNonNull(GraphQLID) } },
        resolve: (_root, { id }: { readonly id: string }, identity) => {
          requireRead(resource, 'get', identity)
          return collectionOf(context, resource).get(Number(id)) ?? null
        },
      }
    }
    return fields
  }

  return new GraphQLSchema({ query: new GraphQLObjectType<Source, Identity>({ name: 'Query', fields: rootFields }) })
}

function scalarTypeOf({ type }: FieldShape): GraphQLOutputType {
  switch (type) {
    case 'boolean':
      return GraphQLBoolean
    case 'integer':
      return BigIntType
    case 'date':
    case 'datetime':
      return DateTimeType
    default:
      return GraphQLString
  }
}

/** `invoice-number` and `purchase_orders` in lowerCamelCase (F-471). */
function camelCase(name: string): string {
  const plain = name.endsWith('?') ? name.slice(0, -1) : name
  return plain.replaceAll(/[-_]+([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase())
}

function isGraphqlName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !name.startsWith('__')
}

function textOf(value: Value | undefined): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
