import type { ApiAnswer, ApiContext, ApiRequest } from '../api/contract.ts'
import type { IdRange, RecordCollection, SandboxRecord } from '../store/record-store.ts'

/** Answers a search among the records of a collection that belong to one owner. */
export function searchOwned(
  request: ApiRequest,
  base: RecordCollection,
  find: () => readonly SandboxRecord[],
  { search }: ApiContext,
): ApiAnswer {
  const collection = createOwnedCollection(base, find)
  return { kind: 'records', records: search.page(collection, request.query), shape: collection.shape, isSearch: true }
}

/** The records of a collection that belong to one owner, so that they can be searched like any others. */
function createOwnedCollection(base: RecordCollection, find: () => readonly SandboxRecord[]): RecordCollection {
  return {
    ...base,
    resource: base.resource,
    shape: base.shape,
    version: base.version,
    get: (id) => find().find((record) => record.id === id),
    *iterate(range: IdRange = {}) {
      const { afterId = 0, beforeId = Number.POSITIVE_INFINITY, isDescending = false, skip = 0 } = range
      const records = find()
        .filter(({ id }) => id > afterId && id < beforeId)
        .toSorted((left, right) => (isDescending ? right.id - left.id : left.id - right.id))
      yield* records.slice(skip)
    },
    insert: (values) => base.insert(values),
    update: (id, changes) => base.update(id, changes),
    delete: (id) => base.delete(id),
  }
}
