import type { FieldType } from '@coupa-connector/catalog'
import {
  GraphQLBoolean,
  type GraphQLNullableOutputType,
  GraphQLObjectType,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql'
import type { ApiContext } from '../api/contract.ts'
import type { Identity } from '../oauth/authorize.ts'
import type { RecordShape } from '../schema/schema.ts'
import { isValues, Reference, type Value } from '../schema/value.ts'

/** Anything that fields can be read from: a record, or an object inside one. */
export interface Source {
  readonly get: (field: string) => Value | undefined
}

/** A value of a custom field, and the type of the union that it has. */
interface CustomValue extends Source {
  readonly typeName: string
}

/**
 * The union that `customFields` lists, to be read with fragments such as `... on StringValue { name value }` or `... on User { login }`
 * (F-472; the members of the value types are inferred).
 */
export function createCustomFieldType(
  typeOfResource: (resource: string) => GraphQLObjectType<Source, Identity>,
): GraphQLUnionType {
  return new GraphQLUnionType({
    name: 'CustomFieldValue',
    types: () => [
      valueType('StringValue', GraphQLString),
      valueType('DecimalValue', GraphQLString),
      valueType('DateTimeValue', GraphQLString),
      valueType('DateValue', GraphQLString),
      valueType('IntegerValue', GraphQLString),
      valueType('BooleanValue', GraphQLBoolean),
      typeOfResource('users'),
      typeOfResource('lookup_values'),
    ],
    resolveType: (value: CustomValue) => value.typeName,
  })
}

/** The custom fields of a record that have a value. */
export function customFieldValues(
  held: Value | undefined,
  shape: RecordShape,
  context: ApiContext,
): readonly CustomValue[] {
  if (!isValues(held)) return []
  return Object.entries(held).flatMap(([name, value]): readonly CustomValue[] => {
    if (value === null || value === undefined || shape.isCustomFieldRemoved(name)) return []
    if (value instanceof Reference) {
      const record = context.store.resolve(value)
      return record
        ? [{ typeName: context.schema.shapeOf(value.resource).type, get: (field) => record.get(field) }]
        : []
    }
    const type = shape.customFields.find((field) => field.name === name)?.type
    const shown = shownValue(type, value, context)
    return [
      { typeName: typeNames[type ?? 'string'] ?? 'StringValue', get: (field) => (field === 'name' ? name : shown) },
    ]
  })
}

const typeNames: Readonly<Record<string, string>> = {
  boolean: 'BooleanValue',
  date: 'DateValue',
  datetime: 'DateTimeValue',
  decimal: 'DecimalValue',
  integer: 'IntegerValue',
}

function shownValue(type: FieldType | undefined, value: Value, { zone }: ApiContext): Value {
  if (typeof value !== 'number') return value
  if (type === 'datetime') return zone.dateTime(value)
  return type === 'date' ? zone.date(value) : value
}

function valueType(name: string, type: GraphQLNullableOutputType): GraphQLObjectType<Source, Identity> {
  return new GraphQLObjectType<Source, Identity>({
    name,
    fields: {
      name: { type: GraphQLString, resolve: (source) => source.get('name') },
      value: { type, resolve: (source) => source.get('value') },
    },
  })
}
