import type { FieldType } from '@coupa-connector/catalog'
import type { CoupaRecord, ResourceClient } from '@coupa-connector/connector'
import type { Stream } from './stream.ts'

/** What an organization has beside the catalog. A type is `unknown` where the records that were looked at do not tell. */
export interface OwnFields {
  /** Below `custom-fields`; undefined where the records have none. */
  readonly custom: ReadonlyMap<string, FieldType> | undefined
  /** At the top of the record: custom fields of the older kind (F-140), and fields newer than the catalog. */
  readonly top: ReadonlyMap<string, FieldType>
}

export const noOwnFields: OwnFields = { custom: undefined, top: new Map() }

/** Records whose custom fields are looked at: a page. Fields that are not set are in them as null (F-145). */
const sampledRecords = 50

/**
 * Looks at the newest records of a resource for fields that only this organization has: at one of them as a whole, and for
 * each stream at the custom fields of up to 50.
 */
export async function findOwnFields(
  client: ResourceClient,
  streams: readonly Stream[],
  signal: AbortSignal,
): Promise<ReadonlyMap<Stream, OwnFields>> {
  const newest = async (limit: number, fields?: readonly unknown[]): Promise<CoupaRecord[]> => {
    const query = { orderBy: { field: 'id', direction: 'desc' }, limit, signal, priority: 'bulk' } as const
    return await client.query({ ...query, ...(fields && { fields: fields as [] }) }).toArray()
  }
  const whole = await newest(1)
  const found = new Map<Stream, OwnFields>()
  for (const stream of streams) {
    const { nestedIn } = stream
    const records = within(whole, nestedIn)
    const top = typesOf(records, createIsNew(stream))
    found.set(stream, { custom: undefined, top })
    if (!records.some((record) => isRecord(record[customFields]))) continue
    const own = { [customFields]: {} }
    const sampled = await newest(sampledRecords, ['id', nestedIn === undefined ? own : { [nestedIn]: ['id', own] }])
    const custom = typesOf(within(sampled, nestedIn).flatMap((record) => recordsOf([record[customFields]])))
    found.set(stream, { custom, top })
  }
  return found
}

/** The records of a stream in those of its resource. */
function within(records: readonly CoupaRecord[], nestedIn: string | undefined): readonly CoupaRecord[] {
  return nestedIn === undefined ? records : records.flatMap((record) => recordsOf(record[nestedIn]))
}

/** Whether a field is neither one of the catalog nor the one that holds the custom fields. */
function createIsNew({ fields, nestedIn, resource }: Stream): (name: string) => boolean {
  const known = new Set([customFields, ...fields.map(({ name }) => name)])
  // What a stream leaves to others is known as well.
  if (nestedIn === undefined) for (const { name } of resource.fields) known.add(name)
  return (name) => !known.has(name)
}

export const customFields = 'custom-fields'

function typesOf(records: readonly CoupaRecord[], isWanted = (_name: string) => true): Map<string, FieldType> {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))].filter(isWanted)
  return new Map(names.map((name) => [name, commonType(records.map((record) => record[name]))]))
}

/** The type that all values have; a few words of text prove no other type than text. */
function commonType(values: readonly unknown[]): FieldType {
  const types = new Set(values.filter((value) => value !== null && value !== undefined).map(typeOfValue))
  const [only, ...others] = types
  return only === undefined || others.length > 0 ? 'unknown' : only
}

function typeOfValue(value: unknown): FieldType {
  if (Array.isArray(value)) return 'array'
  switch (typeof value) {
    case 'boolean':
      return 'boolean'
    case 'object':
      return 'object'
    case 'string':
      return 'string'
    default:
      // A number that is whole today may have decimals tomorrow.
      return 'unknown'
  }
}

function recordsOf(value: unknown): CoupaRecord[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

function isRecord(value: unknown): value is CoupaRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
