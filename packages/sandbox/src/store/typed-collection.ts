import type { RecordShape } from '../schema/schema.ts'
import type { TypedView } from '../schema/views.ts'
import type { IdRange, RecordCollection, SandboxRecord } from './record-store.ts'

/** Those records of a collection whose `type` is one of a view's, under the view's own path. */
export function createTypedCollection(view: TypedView, shape: RecordShape, base: RecordCollection): RecordCollection {
  const types = new Set<unknown>(view.types)
  const belongs = (record: SandboxRecord): boolean => types.has(record.get('type'))

  function get(id: number): SandboxRecord | undefined {
    const record = base.get(id)
    return record && belongs(record) ? record : undefined
  }

  function* iterate(range: IdRange = {}): Iterable<SandboxRecord> {
    const { skip: skipped = 0, ...rest } = range
    let skip = skipped
    for (const record of base.iterate(rest)) {
      if (!belongs(record)) continue
      if (skip > 0) skip -= 1
      else yield record
    }
  }

  return {
    resource: view.resource,
    shape,
    get version() {
      return base.version
    },
    get,
    iterate,
    insert: (values) => base.insert({ ...values, type: values.type ?? view.types[0] ?? null }),
    update: (id, changes, options) => (get(id) ? base.update(id, changes, options) : undefined),
    delete: (id) => get(id) !== undefined && base.delete(id),
  }
}
