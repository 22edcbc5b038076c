import type { ApiAnswer, ApiRequest, Route } from '../../api/contract.ts'
import { collectionOf, findRecord } from '../../api/find-record.ts'
import { parseDateTime } from '../../query/dates.ts'
import { idOf, isValues, itemsOf, type Value, type Values } from '../../schema/value.ts'
import { CHILDREN_PER_OWNER } from '../../schema/views.ts'
import type { RecordCollection, SandboxRecord } from '../../store/record-store.ts'
import { missingMessage } from '../../write/references.ts'
import { idsOf, textOf } from '../../write/request-input.ts'
import { collectionAnswer } from '../actions/collection-answer.ts'
import type { DocumentWorld } from '../actions/document-action.ts'
import { refused } from './requisition-rules.ts'
import { submitRequisition } from './submit-requisition.ts'

/** Requisitions beyond their state machine: creating with an action, carts, and dates of issue (F-388, F-389, F-390). */
export function requisitionRoutes(world: DocumentWorld): readonly Route[] {
  const { context } = world
  const requisitions = (): RecordCollection => collectionOf(context, 'requisitions')
  /** The cart of the API user; forgotten once it stops being one. */
  let cartId: number | undefined

  function show(record: SandboxRecord, status: number): ApiAnswer {
    return { kind: 'record', status, record: requisitions().get(record.id) ?? record, shape: requisitions().shape }
  }

  function findCart(): SandboxRecord | undefined {
    const cart = cartId === undefined ? undefined : requisitions().get(cartId)
    return cart?.get('status') === 'cart' ? cart : undefined
  }

  function createCart(request?: ApiRequest): SandboxRecord {
    const given = { status: 'cart', 'requested-by': context.author }
    const cart = context.writer.create(requisitions(), request?.input() ?? {}, given)
    cartId = cart.id
    return cart
  }

  function submitNew(request: ApiRequest): ApiAnswer {
    const record = context.writer.create(requisitions(), request.input())
    try {
      return show(submitRequisition(world, record), 201)
    } catch (error) {
      // Created and submitted in one go, or not at all.
      requisitions().delete(record.id)
      throw error
    }
  }

  /** Adds the lines of a body to the cart; a body without lines is a line itself (F-389; the body is inferred). */
  function addToCart(request: ApiRequest): ApiAnswer {
    const cart = findCart() ?? createCart()
    const input = request.input()
    const lines = input['requisition-lines'] === undefined ? { 'requisition-lines': [input] } : input
    return show(context.writer.update(requisitions(), cart, lines), 201)
  }

  function mine(request: ApiRequest): ApiAnswer {
    const own = { path: ['requested-by', 'id'], value: String(context.author.id) }
    const query = { ...request.query, conditions: [...request.query.conditions, own] }
    return collectionAnswer(context.search.page(requisitions(), query), requisitions().shape, context.quirks)
  }

  /** Keeps the plan with each line, though no answer shows it; answers the requisition of the first line. */
  function schedule(request: ApiRequest, plan: Values): ApiAnswer {
    const ids = idsOf(request.input(), 'requisition-line-ids')
    const owners = ids.map((id) => [id, ownerOfLine(id).id] as const)
    const [first] = owners
    if (!first) throw refused("Requisition line ids can't be blank")
    for (const [id, ownerId] of owners) {
      const held = itemsOf(requisitions().get(ownerId)?.get('requisition-lines') ?? [])
      const lines = held.map((line): Value => (isValues(line) && idOf(line) === id ? { ...line, ...plan } : line))
      context.writer.set(requisitions(), ownerId, { 'requisition-lines': lines })
    }
    return show(findRecord(requisitions(), first[1]), 201)
  }

  function ownerOfLine(id: number): SandboxRecord {
    const owner = requisitions().get(Math.floor(id / CHILDREN_PER_OWNER))
    if (owner && itemsOf(owner.get('requisition-lines')).some((line) => idOf(line) === id)) return owner
    const shape = context.schema.shapeOfType('RequisitionLine') ?? requisitions().shape
    throw refused(missingMessage({ name: 'requisition_line' }, shape, [{ names: ['id'], text: String(id) }]))
  }

  // Some samples and older clients put `new` in between; both forms are served (F-388).
  return [
    { methods: ['POST'], path: 'requisitions/submit_for_approval', handler: submitNew },
    { methods: ['POST'], path: 'requisitions/new/submit_for_approval', handler: submitNew },
    { methods: ['POST'], path: 'requisitions/create_as_cart', handler: (request) => show(createCart(request), 201) },
    {
      methods: ['POST'],
      path: 'requisitions/new/create_as_cart',
      handler: (request) => show(createCart(request), 201),
    },
    { methods: ['POST'], path: 'requisitions/add_to_cart', handler: addToCart },
    { methods: ['GET'], path: 'requisitions/current_cart', handler: () => show(findCart() ?? createCart(), 200) },
    { methods: ['GET'], path: 'requisitions/mine', handler: mine },
    {
      methods: ['POST'],
      path: 'requisitions/schedule_issuance',
      handler: (request) => schedule(request, issuancePlan(request)),
    },
    {
      methods: ['POST'],
      path: 'requisitions/unschedule_issuance',
      handler: (request) => schedule(request, issuancePlan()),
    },
  ]
}

/** When lines are to be issued; never again without a request. Throws RequestProblem (400) for a date that is none. */
function issuancePlan(request?: ApiRequest): Values {
  const input = request?.input() ?? {}
  const text = textOf(input, 'schedule-issuance-date')
  const interval = textOf(input, 'schedule-retry-interval')
  const date = text === undefined ? null : parseDateTime(text)
  if (request && text === undefined) throw refused("Schedule issuance date can't be blank")
  if (date === undefined) throw refused('Schedule issuance date is not a valid date, use MM/DD/YYYY')
  return { 'schedule-issuance-date': date, 'schedule-retry-interval': interval === undefined ? null : Number(interval) }
}
