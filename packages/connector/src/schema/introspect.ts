import type { FieldType } from '@coupa-connector/catalog'
import type { CoupaErrorCode } from '../errors/codes.ts'
import { isCoupaError } from '../errors/is-coupa-error.ts'
import { isRecord, recordsIn } from '../format/is-record.ts'
import { callOptions, type SchemaCall } from './schema-source.ts'

/** What GraphQL says about the types of an organization (F-470 to F-474). */
export interface TypeTeller {
  /** Fields of the records of a resource by their names in the REST API; undefined where GraphQL does not have it. */
  fieldsOf(resource: string): Promise<ReadonlyMap<string, ToldType> | undefined>
  /** Types of the custom fields that the newest records of a resource have values in, by name. */
  customFieldsOf(resource: string, records: number): Promise<ReadonlyMap<string, ToldType>>
}

/** What GraphQL says of a field. */
export interface ToldType {
  readonly type: FieldType
  readonly references?: string
}

/** GraphQL is not to be had: forbidden, not there, or broken. The message says which. */
export class IntrospectionRefused extends Error {
  override readonly name = 'IntrospectionRefused'
}

/** Asks for the types of an organization. Throws `IntrospectionRefused`, and the signal's reason. */
export async function openIntrospection(call: SchemaCall): Promise<TypeTeller> {
  if (call.source.settings.authenticationType === 'api-key') {
    throw new IntrospectionRefused('GraphQL takes OAuth 2.0 only, and this connection has an API key')
  }
  const roots = await rootFields(call)
  const types = new Map<string, Promise<GraphqlType | undefined>>()
  const typeNamed = (name: string): Promise<GraphqlType | undefined> => {
    const known = types.get(name) ?? readType(name, call)
    types.set(name, known)
    return known
  }
  let parts: Promise<string | undefined> | undefined
  return {
    fieldsOf: async (resource) => {
      const root = roots.get(rootName(resource))
      const type = root === undefined ? undefined : await typeNamed(root)
      return type && new Map(type.fields.map((field) => [restName(field.name), toldTypeOf(field)]))
    },
    customFieldsOf: async (resource, records) => {
      const root = roots.get(rootName(resource))
      const type = root === undefined ? undefined : await typeNamed(root)
      const field = type?.fields.find(({ name }) => name === 'customFields')
      if (field?.typeName === undefined) return new Map()
      parts ??= customFieldSelection(field.typeName, call)
      const selection = await parts
      return selection === undefined ? new Map() : await readCustomFields(rootName(resource), selection, records, call)
    },
  }
}

interface GraphqlField {
  readonly name: string
  /** The innermost type of it. */
  readonly typeName: string | undefined
  readonly kind: string | undefined
  readonly isList: boolean
}

interface GraphqlType {
  readonly fields: readonly GraphqlField[]
  readonly possibleTypes: readonly { readonly name: string; readonly fields: readonly string[] }[]
}

/** A type with the types around it: lists and what must not be null, two of each at most. */
const typeReference = 'kind name ofType { kind name ofType { kind name ofType { kind name } } }'

async function rootFields(call: SchemaCall): Promise<ReadonlyMap<string, string>> {
  const data = await ask(`{ __schema { queryType { fields { name type { ${typeReference} } } } } }`, call)
  const fields = fieldsIn(member(member(data, '__schema'), 'queryType'))
  return new Map(fields.flatMap(({ name, typeName }) => (typeName === undefined ? [] : [[name, typeName] as const])))
}

async function readType(name: string, call: SchemaCall): Promise<GraphqlType | undefined> {
  const data = await ask(
    `{ __type(name: ${JSON.stringify(name)}) { fields { name type { ${typeReference} } } possibleTypes { name fields { name } } } }`,
    call,
  )
  const type = member(data, '__type')
  if (!isRecord(type)) return undefined
  const possible = recordsIn(type.possibleTypes).flatMap((one) =>
    typeof one.name === 'string'
      ? [{ name: one.name, fields: recordsIn(one.fields).map(({ name }) => String(name)) }]
      : [],
  )
  return { fields: fieldsIn(type), possibleTypes: possible }
}

/** The fragments that name custom fields. Only values have a name; of records nobody could tell which field they are in. */
async function customFieldSelection(unionName: string, call: SchemaCall): Promise<string | undefined> {
  const union = await readType(unionName, call)
  const named = union?.possibleTypes.filter(({ name, fields }) => name.endsWith('Value') && fields.includes('value'))
  const fragments = (named ?? [])
    .filter(({ fields }) => fields.includes('name'))
    .map(({ name }) => `... on ${name} { name }`)
  return fragments.length === 0 ? undefined : `customFields { __typename ${fragments.join(' ')} }`
}

async function readCustomFields(
  root: string,
  selection: string,
  records: number,
  call: SchemaCall,
): Promise<ReadonlyMap<string, ToldType>> {
  const query = `limit=${records}&order_by=id&dir=desc`
  const data = await ask(`{ ${root}(query: ${JSON.stringify(query)}) { ${selection} } }`, call)
  const told = new Map<string, ToldType>()
  const contradicted = new Set<string>()
  for (const record of recordsIn(member(data, root))) {
    for (const { __typename, name } of recordsIn(record.customFields)) {
      const type =
        typeof __typename === 'string' ? valueTypes[__typename.replace(/Value$/, '').toLowerCase()] : undefined
      if (typeof name !== 'string' || type === undefined) continue
      const known = told.get(name)
      if (known !== undefined && known.type !== type) contradicted.add(name)
      told.set(name, { type })
    }
  }
  for (const name of contradicted) told.delete(name)
  return told
}

/** Types of values, such as `DateTimeValue`, by their names without `Value` (inferred, F-472). */
const valueTypes: Readonly<Record<string, FieldType>> = {
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  decimal: 'decimal',
  integer: 'integer',
  number: 'decimal',
  string: 'string',
  text: 'string',
}

function toldTypeOf({ isList, kind, typeName }: GraphqlField): ToldType {
  const isRecordType = kind === 'OBJECT' || kind === 'UNION' || kind === 'INTERFACE'
  const references = isRecordType && typeName !== undefined ? { references: typeName } : {}
  if (isList) return { type: 'array', ...references }
  if (isRecordType) return { type: 'object', ...references }
  return { type: scalarTypes[typeName ?? ''] ?? 'unknown' }
}

/** GraphQL has texts for decimals and for more than texts, so `String` says nothing beyond what a value is as JSON. */
const scalarTypes: Readonly<Record<string, FieldType>> = {
  Boolean: 'boolean',
  BigInt: 'integer',
  Int: 'integer',
  Float: 'decimal',
  Decimal: 'decimal',
  ISO8601Date: 'date',
  ISO8601DateTime: 'datetime',
}

function fieldsIn(type: unknown): readonly GraphqlField[] {
  return recordsIn(member(type, 'fields')).flatMap((field) => {
    if (typeof field.name !== 'string') return []
    let type: unknown = field.type
    let isList = false
    while (isRecord(type) && isRecord(type.ofType)) {
      isList ||= type.kind === 'LIST'
      type = type.ofType
    }
    const typeName = isRecord(type) && typeof type.name === 'string' ? type.name : undefined
    const kind = isRecord(type) && typeof type.kind === 'string' ? type.kind : undefined
    return [{ name: field.name, typeName, kind, isList }]
  })
}

async function ask(query: string, call: SchemaCall): Promise<unknown> {
  try {
    const { data } = await call.source.request(
      'POST graphql',
      { query },
      { ...callOptions(call), repeat: 'idempotent' },
    )
    const answer = member(data, 'data')
    if (!isRecord(answer)) throw new IntrospectionRefused('GraphQL answered without data')
    return answer
  } catch (error) {
    call.signal?.throwIfAborted()
    if (!isCoupaError(error)) throw error
    // What is wrong with the connection as a whole is not a refusal of GraphQL.
    if (connectionCodes.has(error.code)) throw error
    throw new IntrospectionRefused(firstSentence(error.message), { cause: error })
  }
}

const connectionCodes: ReadonlySet<CoupaErrorCode> = new Set([
  'COUPA_NETWORK',
  'COUPA_TIMEOUT',
  'COUPA_RATE_LIMITED',
  'COUPA_TOKEN_REFUSED',
  'COUPA_TOKEN_RESPONSE',
  'COUPA_SCOPE_NOT_GRANTED',
])

function firstSentence(message: string): string {
  const [line = message] = message.split('\n')
  return line.trim().replace(/\.$/, '')
}

function member(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined
}

/** `purchase_orders` as GraphQL names it, `purchaseOrders` (F-471). */
function rootName(resource: string): string {
  return resource.replaceAll(/[-_/]+([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase())
}

/** `invoiceNumber` as the REST API names it, `invoice-number`. */
function restName(name: string): string {
  return name
    .replaceAll(/([a-z])(\d)/g, '$1-$2')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
}
