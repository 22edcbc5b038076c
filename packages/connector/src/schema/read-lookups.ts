import type { LookupSchema, LookupValueSchema } from '@coupa-connector/catalog/schema'
import type { CoupaRecord } from '../format/coupa-record.ts'
import { isRecord } from '../format/is-record.ts'
import type { ObservedField } from './observe-fields.ts'
import { recordsOf } from './sample-records.ts'
import { callOptions, type SchemaCall } from './schema-source.ts'

/** Records of a page, and ids that one request may ask for (F-220). */
const pageSize = 50

/** A lookup by its id, until its values are read. */
export interface FoundLookup {
  readonly id: number
  readonly name: string
}

/** Which lookups the values of fields are from, by the path of the field. One request for each 50 values. */
export async function findLookups(
  fields: ReadonlyMap<string, ObservedField>,
  call: SchemaCall,
): Promise<ReadonlyMap<string, readonly FoundLookup[]>> {
  const idsByPath = new Map([...fields].map(([path, { values }]) => [path, idsOf(values)]))
  const ids = [...new Set([...idsByPath.values()].flat())]
  const lookupOf = new Map<number, FoundLookup>()
  for (let start = 0; start < ids.length; start += pageSize) {
    const query = {
      'id[in]': ids.slice(start, start + pageSize).join(','),
      fields: '["id",{"lookup":["id","name"]}]',
      limit: pageSize,
    }
    const { data } = await call.source.request('GET lookup_values', query, callOptions(call))
    for (const { id, lookup } of recordsOf(data)) {
      const found = isRecord(lookup) ? lookupIn(lookup) : undefined
      if (typeof id === 'number' && found !== undefined) lookupOf.set(id, found)
    }
  }
  return new Map(
    [...idsByPath].map(([path, ids]) => {
      const found = new Map(ids.flatMap((id) => lookupOf.get(id) ?? []).map((lookup) => [lookup.id, lookup]))
      return [path, [...found.values()].sort((left, right) => (left.name < right.name ? -1 : 1))]
    }),
  )
}

function lookupIn({ id, name }: CoupaRecord): FoundLookup | undefined {
  return typeof id === 'number' && typeof name === 'string' ? { id, name } : undefined
}

function idsOf(values: readonly unknown[]): readonly number[] {
  const members = values.flatMap((value) => (Array.isArray(value) ? value : [value])).filter(isRecord)
  return [...new Set(members.flatMap(({ id }) => (typeof id === 'number' ? [id] : [])))]
}

/** The values of a lookup in the order of their ids, up to a bound. */
export async function readLookup(lookup: FoundLookup, maxValues: number, call: SchemaCall): Promise<LookupSchema> {
  const values: LookupValueSchema[] = []
  let above = 0
  let isComplete = false
  while (values.length < maxValues && !isComplete) {
    const limit = Math.min(pageSize, maxValues - values.length)
    const query = {
      'lookup[id]': lookup.id,
      'id[gt]': above,
      order_by: 'id',
      dir: 'asc',
      limit,
      fields: '["id","name","active","external_ref_num","external_ref_code"]',
    }
    const { data } = await call.source.request('GET lookup_values', query, callOptions(call))
    const page = recordsOf(data)
    values.push(...page.map(lookupValueIn))
    const highest = Math.max(...page.map(({ id }) => (typeof id === 'number' ? id : above)))
    isComplete = page.length < limit || highest <= above
    above = highest
  }
  return { name: lookup.name, values, isComplete }
}

function lookupValueIn(record: CoupaRecord): LookupValueSchema {
  const reference = record['external-ref-num'] ?? record['external-ref-code']
  return {
    name: String(record.name ?? ''),
    ...(typeof reference === 'string' && reference !== '' ? { externalReference: reference } : {}),
    isActive: record.active !== false,
  }
}
