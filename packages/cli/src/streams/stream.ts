import {
  type FieldDescription,
  type FieldType,
  findResource,
  findType,
  listResources,
  type ResourceDescription,
} from '@coupa-connector/catalog'
import { hasReliableUpdates } from '@coupa-connector/connector/internals'
import type { NestedRecords } from './reader-fields.ts'

/** A column of a stream. `holdsRecords` says whether the items of a list are records. */
export interface StreamField {
  readonly name: string
  readonly type: FieldType
  readonly holdsRecords: boolean
}

/** What a reader of streams can take out of an organization: the records of a resource, or those nested in them. */
export interface Stream {
  /** The resource in letters that every destination takes: `invoices`, `asn_headers`, `invoices__invoice_lines`. */
  readonly name: string
  readonly resource: ResourceDescription
  /** Of a child stream: the field of the resource that holds its records. */
  readonly nestedIn: string | undefined
  readonly fields: readonly StreamField[]
  readonly primaryKey: readonly string[]
  /** The field that tells what changed; undefined where a stream can only be read as a whole. */
  readonly cursor: string | undefined
}

/** Columns of a child stream that its records do not have by themselves: whose they are, and when that one changed. */
export const parentId = 'parent-id'
export const parentUpdatedAt = 'parent-updated-at'

const cursorField = 'updated-at'

export interface ListStreamsOptions {
  readonly nestedRecords: NestedRecords
  /** What the client may do; undefined where that is not known, as with an API key. Default: not known. */
  readonly scopes?: readonly string[] | undefined
}

/**
 * The streams of an organization, by name: the resources that can be queried without a parent and that the scopes allow, and
 * where that is wanted the records nested in them.
 */
export function listStreams({ nestedRecords, scopes }: ListStreamsOptions): readonly Stream[] {
  const resources = listResources()
    .flatMap(({ name }) => findResource(name) ?? [])
    .filter((resource) => isListed(resource, scopes))
  const streams = resources.flatMap((resource) => [
    streamOf(resource, nestedRecords),
    ...(nestedRecords === 'streams' ? childStreams(resource) : []),
  ])
  return streams.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function isListed({ name, operations }: ResourceDescription, scopes: readonly string[] | undefined): boolean {
  const query = operations.find((operation) => operation.name === 'query')
  if (query === undefined || name.includes(':')) return false
  // Where no scope is known for it, only Coupa can tell.
  return scopes === undefined || query.scopes.length === 0 || query.scopes.some((scope) => scopes.includes(scope))
}

function streamOf(resource: ResourceDescription, nestedRecords: NestedRecords): Stream {
  const readable = resource.fields.filter((field) => field.isReadable)
  const own = nestedRecords === 'streams' ? readable.filter((field) => nestedType(field) === undefined) : readable
  const isDated = own.some(({ name }) => name === cursorField) && hasReliableUpdates(resource.name)
  return {
    name: nameOf(resource),
    resource,
    nestedIn: undefined,
    fields: own.map(toField),
    primaryKey: resource.hasId ? ['id'] : [],
    cursor: isDated ? cursorField : undefined,
  }
}

function childStreams(resource: ResourceDescription): Stream[] {
  const parent = streamOf(resource, 'streams')
  return resource.fields.flatMap((field): Stream[] => {
    const fields = field.isReadable ? nestedType(field) : undefined
    if (fields === undefined) return []
    return [
      {
        // Two underscores, because a resource may have the name with one: expense_lines/expense_artifacts.
        name: `${parent.name}__${field.name.replaceAll('-', '_')}`,
        resource,
        nestedIn: field.name,
        fields: [
          { name: parentId, type: 'integer', holdsRecords: false },
          { name: parentUpdatedAt, type: 'datetime', holdsRecords: false },
          ...fields.filter(({ isReadable }) => isReadable).map(toField),
        ],
        // A record that several parents share, such as a tag, is a row of each of them.
        primaryKey: [parentId, 'id'],
        cursor: parent.cursor === undefined ? undefined : parentUpdatedAt,
      },
    ]
  })
}

/** The fields of the records in a list; undefined unless it is a list of records that have ids. */
function nestedType({ type, references = [] }: FieldDescription): readonly FieldDescription[] | undefined {
  const [name, ...others] = references
  if (type !== 'array' || name === undefined || others.length > 0) return undefined
  const fields = findType(name)?.fields
  return fields?.some((field) => field.name === 'id') ? fields : undefined
}

function nameOf({ name }: ResourceDescription): string {
  return name.replaceAll('/', '_')
}

function toField({ name, type, references = [] }: FieldDescription): StreamField {
  return { name, type, holdsRecords: references.length > 0 }
}
