import { decodeRecord } from '../answers/decode-records.ts'
import type { CoupaRecord } from '../format/coupa-record.ts'
import { type ResourcePath, recordPath } from '../requests/resource-path.ts'
import { searchOf, type WriteOptions, type WriteTools } from '../requests/write-request.ts'

/** Reads one record by its id. Throws `NotFoundError`. */
export async function getRecord(
  resource: ResourcePath,
  id: number | string,
  options: WriteOptions,
  { caller, format: defaultFormat, authenticationType }: WriteTools,
): Promise<CoupaRecord> {
  const path = recordPath(resource.path, id)
  const { format = defaultFormat, priority, signal } = options
  const search = searchOf(options, resource)
  const response = await caller.call({ method: 'GET', path, search, format, priority, signal })
  return decodeRecord(response, { format, resource: resource.description, path, authenticationType })
}
