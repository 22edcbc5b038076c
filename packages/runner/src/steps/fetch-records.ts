import { contentHash, type SourceField, writtenFields } from '@coupa-connector/process'
import type { RunContext } from '../run/run-context.ts'
import type { ReadRecord } from './batch-in-hand.ts'

/** Records a request: the most that Coupa serves at once (F-220). */
export const fetchSize = 50

/** The records of these ids as they are now, 50 a request. Those that Coupa does not have are left out. */
export async function* fetchRecords(
  wanted: readonly { readonly id: string }[],
  fields: readonly SourceField[],
  { resource, definition, signal }: Pick<RunContext, 'resource' | 'definition' | 'signal'>,
): AsyncGenerator<readonly ReadRecord[]> {
  const written = writtenFields(definition)
  for (let start = 0; start < wanted.length; start += fetchSize) {
    const ids = wanted.slice(start, start + fetchSize).map(({ id }) => Number(id))
    const reading = { concurrency: 1 }
    const query = { where: { id: { in: ids } }, fields, limit: ids.length, signal, reading }
    const found = await resource.query(query).toArray()
    yield found.map((record) => ({ id: String(record.id), record, hash: contentHash(record, written) }))
  }
}
