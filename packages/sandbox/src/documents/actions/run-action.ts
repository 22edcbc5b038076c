import type { ApiAnswer, ApiRequest, Route } from '../../api/contract.ts'
import { findCollection, findRecord } from '../../api/find-record.ts'
import { RequestProblem } from '../../format/request-problem.ts'
import { defined } from '../../schema/value.ts'
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
  const kept = context.writer.set(collection, record.id, defined(changes), {
    isTouching: action.isTouching?.(subject) ?? true,
  })
  action.after?.(subject, kept)
  const answerStatus = action.answerStatus ?? (action.method === 'POST' ? 201 : 200)
  return { kind: 'record', status: answerStatus, record: collection.get(record.id) ?? kept, shape: collection.shape }
}

/** Finds the record that a request names. Throws RequestProblem (404) when it does not exist. */
export function findSubject(resource: string, request: ApiRequest, world: DocumentWorld): ActionSubject {
  const collection = findCollection(resource, request, world.context)
  return { ...world, request, collection, record: findRecord(collection, Number(request.parameters.id)) }
}

/** What is said when an action does not fit the status, as Ruby's state machines word it (F-265). */
export function transitionProblem(path: string, status: string): string {
  return `Status cannot transition via "${path.split('/').at(-1) ?? path}" from "${status}"`
}
