import { RequestProblem } from '../format/request-problem.ts'
import type { RecordCollection, SandboxRecord } from '../store/record-store.ts'
import type { ApiContext, ApiRequest } from './contract.ts'

/** The collection of a resource below the parents that a request names. Throws RequestProblem (404) without such parents. */
export function findCollection(resource: string, request: ApiRequest, context: ApiContext): RecordCollection {
  const parents = [...resource.matchAll(/:(\w+)/g)].map(([, name]) => Number(request.parameters[name ?? '']))
  const collection = context.store.collection(resource, parents)
  if (!collection)
    throw new RequestProblem(404, `Could not find the parent of ${resource.split('/').at(-1) ?? resource}`)
  return collection
}

/** A record by its id. Throws RequestProblem (404) when it does not exist. */
export function findRecord(collection: RecordCollection, id: number): SandboxRecord {
  const record = collection.get(id)
  if (!record)
    throw new RequestProblem(404, `Could not find ${collection.shape.model.replaceAll('_', ' ')} with id ${id}`)
  return record
}

/** A collection without parents that the catalog is sure to have. Throws TypeError otherwise. */
export function collectionOf(context: ApiContext, resource: string): RecordCollection {
  const collection = context.store.collection(resource)
  if (!collection) throw new TypeError(`resource '${resource}' is not in the catalog`)
  return collection
}
