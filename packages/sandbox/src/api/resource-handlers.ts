import type { OperationName, ResourceDescription } from '@coupa-connector/catalog'
import { type InputObject, isInputObject } from '../format/input.ts'
import { RequestProblem } from '../format/request-problem.ts'
import { requireScope } from '../oauth/authorize.ts'
import { humanName } from '../schema/names.ts'
import type { Values } from '../schema/value.ts'
import { embeddedViews } from '../schema/views.ts'
import type { RecordCollection, SandboxRecord } from '../store/record-store.ts'
import type { ApiAnswer, ApiContext, ApiRequest, ResourceBehaviour } from './contract.ts'
import { markExported, takesMark } from './mark-exported.ts'
import { createRouter } from './router.ts'

/** Answers query, get, create, update and delete for every resource of the catalog. */
export type ResourceHandler = (request: ApiRequest) => ApiAnswer | undefined

/** Makes the generic handler; it returns undefined for paths that are not a resource. */
export function createResourceHandler(
  context: ApiContext,
  behaviours: Readonly<Record<string, ResourceBehaviour>>,
): ResourceHandler {
  // Plain paths first, so that `expense_lines/expense_artifacts` is not read as a member of `expense_lines`.
  const names = context.schema.resourceNames.toSorted((left, right) => parameterCount(left) - parameterCount(right))
  const findRoutes = createRouter<{ readonly name: string; readonly isMember: boolean }>(
    names.flatMap((name) => [
      [name, { name, isMember: false }] as const,
      [`${name}/:id`, { name, isMember: true }] as const,
    ]),
  )

  return (request) => {
    const [found] = findRoutes(request.path)
    const resource = found && context.schema.resource(found.target.name)
    const operation = found && operationOf(request.method, found.target.isMember)
    const described = resource?.operations.find(({ name }) => name === operation)
    if (!found || !resource || !operation || !described) return undefined
    requireScope(request.identity, described.scopes, context.quirks)
    const { id: memberId, ...parents } = found.parameters
    const id = found.target.isMember ? Number(memberId) : undefined
    const collection = context.store.collection(resource.name, Object.values(parents).map(Number))
    if (!collection) throw new RequestProblem(404, `Could not find the record that ${request.path} is below`)
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
    const input = request.input()
    const record = context.writer.create(collection, input, ownerIn(collection, input))
    return { kind: 'record', status: Number(context.quirks['create-status']), record, shape: collection.shape }
  }

  /** The owner of a line that is created at a path of its own. Throws RequestProblem (400) when it names none. */
  function ownerIn({ resource, shape }: RecordCollection, input: InputObject): Values {
    const view = resource.includes(':') ? undefined : embeddedViews.find((one) => one.resource === resource)
    const link = Object.entries(view?.links ?? {}).find(([, source]) => source === 'id')?.[0]
    if (view === undefined || link === undefined) return {}
    const id = idIn(input, link)
    if (context.store.collection(view.owner)?.get(id)) return { [link]: id }
    throw new RequestProblem(400, `${humanName(link.replace(/-id$/, ''))} must exist`, shape.model)
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
    const isCommand = exported !== undefined && takesMark(collection, context)
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
    if (wanted !== undefined && takesMark(collection, context)) {
      current = markExported(collection, current.id, wanted, context)
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

/** The id of a record that a body names by `expense-report-id`, or as the object `expense-report` with an id. */
function idIn(input: InputObject, link: string): number {
  const owner = input[link.replace(/-id$/, '')]
  return Number(input[link] ?? (isInputObject(owner) ? owner.id : undefined))
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
