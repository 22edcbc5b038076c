import type { ApiAnswer, ApiMethod, ApiRequest, Route } from '../../api/contract.ts'
import { collectionOf, findCollection, findRecord } from '../../api/find-record.ts'
import { type InputObject, isInputObject } from '../../format/input.ts'
import { parseQueryParameters } from '../../query/parameters.ts'
import { textOf } from '../../write/request-input.ts'
import { collectionAnswer } from './collection-answer.ts'
import type { DocumentWorld } from './document-action.ts'
import { findSubject } from './run-action.ts'

/** What an action does that has no rules of its own. */
type GenericEffect =
  /** Touches `updated-at` and answers the record. */
  | 'touch'
  /** Answers like the index of the resource. */
  | 'list'
  /** Takes the body for a change of the record whose id it has, and answers that record; without an id, the first one. */
  | 'change'
  /** Answers without a body. */
  | 'nothing'

/** An action of the catalog that the sandbox answers without knowing what Coupa does. */
export interface GenericAction {
  readonly resource: string
  readonly method: ApiMethod
  /** Below the resource, as in the catalog. */
  readonly path: string
  readonly effect: GenericEffect
}

/**
 * Every action of the catalog that is answered but not modelled: the facts name its path and nothing else (F-380).
 * What stands here must not be taken for knowledge about Coupa.
 */
export const genericActions: readonly GenericAction[] = [
  ...row('accounts', 'GET', 'list', ['favorites', 'recent', 'user_accounts']),
  ...row('accounts', 'POST', 'change', ['validate_account']),
  ...row('asset_tags', 'PUT', 'nothing', ['bulk_update']),
  ...row('contracts', 'PUT', 'touch', [':id/update_legal_agreement_published']),
  ...row('expense_lines', 'POST', 'touch', [
    ':id/assign_attendee/:expense_attendee_id',
    ':id/calculate_mileage',
    ':id/calculate_per_diem',
    ':id/estimate_taxes',
  ]),
  ...row('expense_lines', 'PUT', 'touch', [':id/calculate_taxes']),
  ...row('expense_lines', 'DELETE', 'touch', [':id/unassign_attendee/:expense_attendee_id']),
  ...row('lookup_values', 'GET', 'list', ['user_lookup_values']),
  ...row('payables/invoices', 'GET', 'list', ['available_allocations']),
  ...row('pick_lists', 'POST', 'change', ['update_fulfillments']),
  ...row('quote_requests/:quote_request_id/quote_responses', 'GET', 'list', ['all']),
  ...row('quote_responses', 'GET', 'list', ['all']),
  ...row('supplier_information/:supplier_information_id/easy_form_responses', 'PUT', 'touch', [
    ':id/add_approver',
    ':id/remove_approval',
  ]),
  ...row('supplier_items', 'GET', 'list', ['catalog_item_info', 'catalog_items', 'search']),
  ...row('suppliers', 'PUT', 'touch', [
    ':id/supplier_user_integration_contacts/add',
    ':id/supplier_user_integration_contacts/remove',
  ]),
  ...row('suppliers', 'POST', 'change', ['create_supplier_user_preferences', 'sync_supplier_user_locale']),
  ...row('suppliers', 'DELETE', 'nothing', ['logout_iframe_session']),
  ...row('users/:user_id/easy_form_responses', 'PUT', 'touch', [':id/add_approver', ':id/remove_approval']),
]

/** Routes of all generic actions. */
export function genericRoutes(world: DocumentWorld): readonly Route[] {
  return genericActions.map(
    (action): Route => ({
      methods: action.method === 'PUT' ? ['PUT', 'PATCH'] : [action.method],
      path: `${action.resource}/${action.path}`,
      handler: (request) => answerGeneric(action, request, world),
    }),
  )
}

function answerGeneric(action: GenericAction, request: ApiRequest, world: DocumentWorld): ApiAnswer {
  const { context } = world
  const status = action.method === 'POST' ? 201 : 200
  switch (action.effect) {
    case 'nothing':
      return { kind: 'empty', status }
    case 'list': {
      const resource = action.path === 'available_allocations' ? 'payables/allocations' : action.resource
      const collection =
        resource === action.resource ? findCollection(resource, request, context) : collectionOf(context, resource)
      // Parameters of such an action are its own, so only paging and shaping count.
      const query = { ...request.query, conditions: parseQueryParameters('').conditions }
      return collectionAnswer(context.search.page(collection, query), collection.shape, context.quirks)
    }
    case 'change': {
      const collection = findCollection(action.resource, request, context)
      const { id, input } = changeIn(request.input())
      const [first] = collection.iterate()
      const record = id === undefined ? first : findRecord(collection, id)
      if (!record) return { kind: 'empty', status }
      const kept = id === undefined ? record : context.writer.update(collection, record, input)
      return { kind: 'record', status, record: kept, shape: collection.shape }
    }
    case 'touch': {
      const { collection, record } = findSubject(action.resource, request, world)
      return { kind: 'record', status, record: context.writer.set(collection, record.id, {}), shape: collection.shape }
    }
  }
}

/** The object with an id in a body, however deep it is wrapped. */
function changeIn(body: InputObject): { readonly id: number | undefined; readonly input: InputObject } {
  const id = Number(textOf(body, 'id'))
  if (Number.isInteger(id)) return { id, input: body }
  const [inner] = Object.values(body)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isInputObject)
  return inner === undefined ? { id: undefined, input: body } : changeIn(inner)
}

function row(
  resource: string,
  method: ApiMethod,
  effect: GenericEffect,
  paths: readonly string[],
): readonly GenericAction[] {
  return paths.map((path) => ({ resource, method, path, effect }))
}
