import type { ApiAnswer, ApiRequest, Route } from '../../api/contract.ts'
import { collectionOf, findRecord } from '../../api/find-record.ts'
import { RequestProblem } from '../../format/request-problem.ts'
import { itemsOf, Reference, type Value } from '../../schema/value.ts'
import type { RecordCollection, SandboxRecord } from '../../store/record-store.ts'
import { missingMessage } from '../../write/references.ts'
import { bodyOf, parameterOf, textOf } from '../../write/request-input.ts'
import type { DocumentWorld } from '../actions/document-action.ts'

/**
 * Content groups of contracts, suppliers and users: read, added and removed with the group in the body or in the path
 * (F-401). The answer of a change is the record that owns the groups.
 */
export function businessGroupRoutes(
  owner: string,
  field: string,
  world: DocumentWorld,
  hasRemoveAll: boolean,
): readonly Route[] {
  const { context } = world
  const parameter = `${owner.replace(/s$/, '')}_id`
  const base = `${owner}/:${parameter}/business_groups`

  function ownerOf(request: ApiRequest): SandboxRecord {
    return findRecord(collectionOf(context, owner), Number(request.parameters[parameter]))
  }

  function groupIds(record: SandboxRecord): readonly number[] {
    return itemsOf(record.get(field)).flatMap((group) => (group instanceof Reference ? [group.id] : []))
  }

  function change(request: ApiRequest, next: (ids: readonly number[], chosen: number) => readonly number[]): ApiAnswer {
    const record = ownerOf(request)
    const chosen = groupOf(request)
    return keep(record, next(groupIds(record), chosen))
  }

  function keep(record: SandboxRecord, ids: readonly number[]): ApiAnswer {
    const collection = collectionOf(context, owner)
    const groups: readonly Value[] = ids.map((id) => new Reference('business_groups', id))
    return {
      kind: 'record',
      status: 200,
      record: context.writer.set(collection, record.id, { [field]: groups }),
      shape: collection.shape,
    }
  }

  /** The group in the path, or in the body by id or name. Throws RequestProblem (400) when there is none. */
  function groupOf(request: ApiRequest): number {
    const [name, text] = groupKey(request) ?? []
    if (name === undefined || text === undefined) throw refused("Business group can't be blank")
    const groups = collectionOf(context, 'business_groups')
    const found = name === 'id' ? groups.get(Number(text)) : findByName(groups, text)
    if (!found) throw refused(missingMessage({ name: 'business_group' }, groups.shape, [{ names: [name], text }]))
    return found.id
  }

  const add = (request: ApiRequest): ApiAnswer => change(request, (ids, chosen) => [...new Set([...ids, chosen])])
  const remove = (request: ApiRequest): ApiAnswer => change(request, (ids, chosen) => ids.filter((id) => id !== chosen))
  const shape = (): ReturnType<typeof collectionOf>['shape'] => collectionOf(context, 'business_groups').shape
  const shown = (request: ApiRequest): readonly SandboxRecord[] =>
    groupIds(ownerOf(request)).flatMap((id) => collectionOf(context, 'business_groups').get(id) ?? [])

  const routes: readonly Route[] = [
    { methods: ['PUT', 'PATCH'], path: `${base}/add`, handler: add },
    { methods: ['PUT', 'PATCH'], path: `${base}/remove`, handler: remove },
    { methods: ['PUT', 'PATCH'], path: `${base}/:id/add`, handler: add },
    { methods: ['PUT', 'PATCH'], path: `${base}/:id/remove`, handler: remove },
    {
      methods: ['GET'],
      path: base,
      scopes: context.schema.resource(base)?.operations.find(({ name }) => name === 'query')?.scopes ?? [],
      handler: (request) => ({ kind: 'records', records: shown(request), shape: shape(), isSearch: true }),
    },
  ]
  if (!hasRemoveAll) return routes
  return [
    ...routes,
    { methods: ['PUT', 'PATCH'], path: `${base}/remove_all`, handler: (request) => keep(ownerOf(request), []) },
  ]
}

function groupKey(request: ApiRequest): readonly [string, string] | undefined {
  const inPath = request.parameters.id
  if (inPath !== undefined) return ['id', inPath]
  const body = bodyOf(request, 'business-group', 'business_group')
  const id = textOf(body, 'id') ?? parameterOf(request, 'business_group_id')
  const name = textOf(body, 'name')
  if (id !== undefined) return ['id', id]
  return name === undefined ? undefined : ['name', name]
}

function findByName(groups: RecordCollection, name: string): SandboxRecord | undefined {
  for (const group of groups.iterate()) if (group.get('name') === name) return group
  return undefined
}

function refused(message: string): RequestProblem {
  return new RequestProblem(400, message, 'business_group')
}
