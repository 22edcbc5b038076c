import { RequestProblem } from '../format/request-problem.ts'
import type { Value, Values } from '../schema/value.ts'
import type { ApiAnswer, ApiContext, ApiRequest, Route } from '../server/handlers.ts'
import type { RecordCollection, SandboxRecord } from '../store/record-store.ts'
import {
  type ActionSubject,
  type DocumentAction,
  type DocumentKind,
  type DocumentWorld,
  methodsOf,
} from './document-action.ts'

/** The routes of a kind: one for each row of its state machine, then those of its own. */
export function routesOf(kind: DocumentKind, world: DocumentWorld): readonly Route[] {
  const rows = kind.actions.map(
    (action): Route => ({
      methods: methodsOf(action),
      path: `${kind.resource}/${action.path}`,
      handler: (request) => runAction(kind, action, findSubject(kind.resource, request, world)),
    }),
  )
  return [...rows, ...(kind.routes?.(world) ?? [])]
}

/** Does an action. Throws RequestProblem (400) when the record's status or the request does not allow it. */
export function runAction(kind: DocumentKind, action: DocumentAction, subject: ActionSubject): ApiAnswer {
  const { context, collection, record } = subject
  const { statusField = 'status' } = kind
  const status = record.get(statusField)
  const isAllowed = action.from === undefined || action.from.includes(String(status))
  const problem = isAllowed ? action.refuse?.(subject) : transitionProblem(action.path, String(status ?? 'blank'))
  if (problem !== undefined) throw new RequestProblem(400, problem, collection.shape.model)
  const changes = { ...(action.to === undefined ? {} : { [statusField]: action.to }), ...action.change?.(subject) }
  const kept = context.writer.set(collection, record.id, defined(changes))
  action.after?.(subject, kept)
  const answerStatus = action.answerStatus ?? (action.method === 'POST' ? 201 : 200)
  return { kind: 'record', status: answerStatus, record: collection.get(record.id) ?? kept, shape: collection.shape }
}

/** Finds the record that a request names. Throws RequestProblem (404) when it does not exist. */
export function findSubject(resource: string, request: ApiRequest, world: DocumentWorld): ActionSubject {
  const collection = findCollection(resource, request, world.context)
  return { ...world, request, collection, record: findRecord(collection, Number(request.parameters.id)) }
}

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

/** What is said when an action does not fit the status, as Ruby's state machines word it (F-265). */
export function transitionProblem(path: string, status: string): string {
  return `Status cannot transition via "${path.split('/').at(-1) ?? path}" from "${status}"`
}

/** Values without the names that hold undefined. */
export function defined(values: Values): Readonly<Record<string, Value>> {
  const entries = Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== undefined)
  return Object.fromEntries(entries)
}
