import type { ApiAnswer, ApiRequest, Route } from '../../api/contract.ts'
import { collectionOf, findRecord } from '../../api/find-record.ts'
import { RequestProblem } from '../../format/request-problem.ts'
import { idsOf, parameterOf } from '../../write/request-input.ts'
import type { DocumentKind, DocumentWorld } from '../actions/document-action.ts'
import { findSubject } from '../actions/run-action.ts'

/** Sourcing events (F-413; the names of the states are inferred). */
export const quoteRequests: DocumentKind = {
  resource: 'quote_requests',
  statusField: 'state',
  actions: [
    { path: ':id/go_to_test', method: 'PATCH', from: ['draft', 'new'], to: 'test' },
    { path: ':id/go_to_production', method: 'PATCH', from: ['draft', 'new', 'test'], to: 'production' },
    { path: ':id/end_event', method: 'PATCH', from: ['test', 'production'], to: 'ended' },
  ],
  routes: (world) => [
    {
      methods: ['POST'],
      path: 'quote_requests/create_from_source',
      handler: (request) => createFromSource(request, world),
    },
  ],
  behaviour: () => ({ prepareCreate: (values) => ({ ...values, state: values.state ?? 'draft' }) }),
}

/** Responses to sourcing events: an award answers 200 without a body (F-414). */
export const quoteResponses: DocumentKind = { resource: 'quote_responses', actions: [], routes: awardRoutes }

function awardRoutes(world: DocumentWorld): readonly Route[] {
  const award = (request: ApiRequest, isAwarded: boolean): ApiAnswer => {
    const { collection, record } = findSubject('quote_responses', request, world)
    if (isAwarded && idsOf(request.input(), 'quote-response-line-ids').length === 0) {
      throw new RequestProblem(400, "Quote response line ids can't be blank", 'quote_response')
    }
    world.context.writer.set(collection, record.id, { awarded: isAwarded })
    return { kind: 'empty', status: 200 }
  }
  return [
    { methods: ['POST'], path: 'quote_responses/:id/award', handler: (request) => award(request, true) },
    { methods: ['DELETE'], path: 'quote_responses/:id/award', handler: (request) => award(request, false) },
  ]
}

function createFromSource(request: ApiRequest, { context }: DocumentWorld): ApiAnswer {
  const collection = collectionOf(context, 'quote_requests')
  const sourceId = parameterOf(request, 'source_id', 'quote-request', 'quote_request')
  if (sourceId === undefined) throw new RequestProblem(400, "Source can't be blank", 'quote_request')
  const source = findRecord(collection, Number(sourceId)).toValues()
  const copy = {
    ...source,
    id: null,
    state: 'draft',
    'original-id': Number(sourceId),
    'source-id': Number(sourceId),
    exported: false,
  }
  const record = collection.insert({ ...copy, 'created-by': context.author, 'updated-by': context.author })
  return { kind: 'record', status: 201, record, shape: collection.shape }
}
