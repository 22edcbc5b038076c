import type { OperationName, ResourceDescription } from '@coupa-connector/catalog'
import { RequestProblem } from '../format/request-problem.ts'
import { requireScope } from '../oauth/authorize.ts'
import type { RecordCollection, SandboxRecord } from '../store/record-store.ts'
import type { ApiAnswer, ApiContext, ApiRequest, ResourceBehaviour } from './handlers.ts'
import { createPathPattern, type PathPattern } from './path-pattern.ts'

/** Answers query, get, create, update and delete for every resource of the catalog. */
export type ResourceHandler = (request: ApiRequest) => ApiAnswer | undefined

interface ResourceRoute {
  readonly name: string
  readonly collectionPattern: PathPattern
  readonly memberPattern: PathPattern
}

/** Makes the generic handler; it returns undefined for paths that are no resource. */
export function createResourceHandler(
  context: ApiContext,
  behaviours: Readonly<Record<string, ResourceBehaviour>>,
): ResourceHandler {
  // Plain paths first, so that `expense_lines/expense_artifacts` is not read as a member of `expense_lines`.
  const routes = context.schema.resourceNames
    .toSorted((left, right) => parameterCount(left) - parameterCount(right))
    .map(
      (name): ResourceRoute => ({
        name,
        collectionPattern: createPathPattern(name),
        memberPattern: createPathPattern(`${name}/:id`),
      }),
    )

  function find(
    path: string,
  ): { resource: ResourceDescription; collection: RecordCollection; id: number | undefined } | undefined {
    for (const { name, collectionPattern, memberPattern } of routes) {
      const parents = collectionPattern.match(path) ?? memberPattern.match(path)
      const resource = parents && context.schema.resource(name)
      if (!parents || !resource) continue
      const { id, ...parentIds } = parents
      const isMember = collectionPattern.match(path) === undefined
      const collection = context.store.collection(name, Object.values(parentIds).map(Number))
      if (!collection) throw notFound(resource, Object.values(parentIds).join(', '))
      return { resource, collection, id: isMember ? Number(id) : undefined }
    }
    return undefined
  }

  return (request) => {
    const found = find(request.path)
    if (!found) return undefined
    const { resource, collection, id } = found
    const operation = operationOf(request.method, id !== undefined)
    const described = resource.operations.find(({ name }) => name === operation)
    if (!operation || !described) return undefined
    requireScope(request.identity, described.scopes, context.quirks)
    switch (operation) {
      case 'query':
        return {
          kind: 'records',
          records: context.search.page(collection, request.query),
          shape: collection.shape,
          isSearch: true,
        }
      case 'get':
        return { kind: 'record', status: 200, record: member(resource, collection, id), shape: collection.shape }
      case 'create':
        return create(request, collection)
      case 'update':
        return update(request, resource, collection, id)
      case 'delete':
        return remove(resource, collection, id)
    }
  }

  function create(request: ApiRequest, collection: RecordCollection): ApiAnswer {
    const record = context.writer.create(collection, request.input())
    return { kind: 'record', status: Number(context.quirks['create-status']), record, shape: collection.shape }
  }

  function update(
    request: ApiRequest,
    resource: ResourceDescription,
    collection: RecordCollection,
    id: number | undefined,
  ): ApiAnswer {
    const record = member(resource, collection, id)
    const input = request.input()
    const { exported } = request.query
    const isCommand = exported !== undefined && collection.shape.field('exported') !== undefined
    const appliesBody = !isCommand || context.quirks['exported-with-changes'] === 'apply-changes'
    const takesExported = context.quirks['body-exported'] === 'apply' || resource.name === 'coupa_pay/payments'
    let current: SandboxRecord = record
    if (appliesBody && (!isCommand || Object.keys(input).length > 0)) {
      current = context.writer.update(collection, record, input)
    }
    const inBody =
      takesExported && typeof input.exported !== 'object' && input.exported !== undefined
        ? String(input.exported) === 'true'
        : undefined
    const wanted = exported ?? inBody
    if (wanted !== undefined && collection.shape.field('exported')) {
      // §12: the flag carries the time of the export, which a reset clears.
      const exportedAt = wanted ? Math.floor(context.now() / 1000) * 1000 : null
      current = context.writer.set(collection, current.id, { exported: wanted, 'last-exported-at': exportedAt })
    }
    return { kind: 'record', status: 200, record: current, shape: collection.shape }
  }

  function remove(resource: ResourceDescription, collection: RecordCollection, id: number | undefined): ApiAnswer {
    const record = member(resource, collection, id)
    behaviours[resource.name]?.beforeDelete?.(record)
    const values = record.toValues()
    collection.delete(record.id)
    if (context.quirks['delete-body'] === 'none') return { kind: 'empty', status: 200 }
    const deleted: SandboxRecord = { id: record.id, get: (field) => values[field] ?? null, toValues: () => values }
    return { kind: 'record', status: 200, record: deleted, shape: collection.shape }
  }
}

/** The record at a path. Throws RequestProblem (404) when it does not exist. */
function member(resource: ResourceDescription, collection: RecordCollection, id: number | undefined): SandboxRecord {
  const record = id === undefined ? undefined : collection.get(id)
  if (!record) throw notFound(resource, String(id))
  return record
}

function notFound(resource: ResourceDescription, id: string): RequestProblem {
  return new RequestProblem(404, `Could not find ${resource.model.replaceAll('_', ' ')} with id ${id}`)
}

function operationOf(method: string, isMember: boolean): OperationName | undefined {
  if (method === 'GET') return isMember ? 'get' : 'query'
  if (method === 'POST') return isMember ? undefined : 'create'
  if (method === 'DELETE') return isMember ? 'delete' : undefined
  return isMember ? 'update' : undefined
}

function parameterCount(name: string): number {
  return name.split(':').length
}
