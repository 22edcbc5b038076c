import type { CoupaRecord } from '../format/coupa-record.ts'
import { isRecord } from '../format/is-record.ts'
import { callOptions, type SchemaCall } from './schema-source.ts'

/** How many records are looked at. */
export interface SampleSizes {
  /** Records of which only the custom fields are read. */
  readonly customFields: number
  /** Records that are read as Coupa serves them by itself, which is large. */
  readonly whole: number
}

/** The newest records of a resource: they have the fields that people use now. */
export interface Samples {
  /** With `id` and `custom-fields` only. */
  readonly customFields: readonly CoupaRecord[]
  /** In the default projection, which an API filter may make smaller (F-175). */
  readonly whole: readonly CoupaRecord[]
}

/** Records of a page (F-220). */
const pageSize = 50

/** Reads samples, one request for each 50 records. Throws what a read throws. */
export async function sampleRecords(resource: string, sizes: SampleSizes, call: SchemaCall): Promise<Samples> {
  const customFields = await newestRecords(resource, sizes.customFields, call, '["id",{"custom_fields":{}}]')
  if (customFields.length === 0 && sizes.customFields > 0) return { customFields, whole: [] }
  return { customFields, whole: await newestRecords(resource, sizes.whole, call) }
}

async function newestRecords(
  resource: string,
  count: number,
  call: SchemaCall,
  fields?: string,
): Promise<readonly CoupaRecord[]> {
  const records: CoupaRecord[] = []
  let below: number | undefined
  while (records.length < count) {
    const limit = Math.min(pageSize, count - records.length)
    const query = {
      limit,
      order_by: 'id',
      dir: 'desc',
      ...(fields === undefined ? {} : { fields }),
      ...(below === undefined ? {} : { 'id[lt]': below }),
    }
    const { data } = await call.source.request(`GET ${resource}`, query, callOptions(call))
    const page = recordsOf(data)
    records.push(...page.slice(0, limit))
    const lowest = Math.min(...page.map(({ id }) => (typeof id === 'number' ? id : Number.NaN)))
    // A page without ids cannot be continued, and one that does not move on would be read for ever.
    if (page.length < limit || !Number.isFinite(lowest) || (below !== undefined && lowest >= below)) break
    below = lowest
  }
  return records
}

/** The records of an answer, for an empty list may also be no list (F-255). */
export function recordsOf(data: unknown): readonly CoupaRecord[] {
  if (Array.isArray(data)) return data.filter(isRecord)
  return isRecord(data) ? [data] : []
}
