import { collectionOf } from '../../api/find-record.ts'
import type { InputObject } from '../../format/input.ts'
import { RequestProblem } from '../../format/request-problem.ts'
import { defined, Reference } from '../../schema/value.ts'
import type { SandboxRecord } from '../../store/record-store.ts'
import { missingMessage } from '../../write/references.ts'
import { objectOf, textOf } from '../../write/request-input.ts'
import { approverActions } from '../actions/approvals.ts'
import type { DocumentKind, DocumentWorld } from '../actions/document-action.ts'
import { REQUESTED_CHANGES } from './apply-order-change.ts'

/** Changes of purchase orders (F-337). A change waits for approval; then it goes into its order. */
export const purchaseOrderChanges: DocumentKind = {
  resource: 'purchase_order_changes',
  actions: [
    {
      path: ':id/submit_for_approval',
      from: ['draft', 'rejected'],
      to: 'pending_approval',
      change: ({ chains, record }) => chains.start('purchase_order_changes', record),
    },
    ...approverActions('purchase_order_changes'),
  ],
  behaviour: (world) => ({
    prepareCreate(values, input) {
      const order = orderOf(input, world)
      return {
        ...values,
        'order-header-id': order.id,
        'po-number': order.get('po-number'),
        version: order.get('version'),
        supplier: order.get('supplier'),
        currency: values.currency ?? order.get('currency'),
        status: 'pending_approval',
        [REQUESTED_CHANGES]: JSON.stringify(input),
      }
    },
    prepareUpdate(current, changes, input) {
      if (current.get('status') !== 'pending_approval')
        throw refused('Purchase order change can only be updated while it is pending approval')
      if (current.get('supplier-initiated') === true)
        throw refused('A change that the supplier created cannot be updated')
      requireApprover(current, input, world)
      const earlier = current.get(REQUESTED_CHANGES)
      const requested: InputObject = { ...(typeof earlier === 'string' ? JSON.parse(earlier) : {}), ...input }
      return { ...changes, [REQUESTED_CHANGES]: JSON.stringify(requested) }
    },
    afterWrite(record, isNew) {
      if (!isNew) return
      const { context, chains } = world
      const values = chains.start('purchase_order_changes', record)
      context.writer.set(collectionOf(context, 'purchase_order_changes'), record.id, defined(values))
    },
  }),
}

/**
 * An update names the login of the current approver (F-338). Which member holds it is not documented; the
 * sandbox takes `login`, or the login inside `approver`, `current-approver` or `updated-by`. Throws RequestProblem (400) for another one.
 */
function requireApprover(change: SandboxRecord, input: InputObject, { context }: DocumentWorld): void {
  const person = objectOf(input, 'approver') ?? objectOf(input, 'current-approver') ?? objectOf(input, 'updated-by')
  const login = textOf(input, 'login') ?? (person && textOf(person, 'login'))
  if (login === undefined && context.quirks['order-change-without-login'] === 'accept') return
  const approval = change.get('current-approval')
  const approver = approval instanceof Reference ? context.store.resolve(approval)?.get('approver') : undefined
  const asked = approver instanceof Reference ? context.store.resolve(approver)?.get('login') : undefined
  if (login === undefined || login !== asked)
    throw refused('Purchase order change can only be updated by its current approver')
}

/** The order that a change is for. Throws RequestProblem (400) when it is missing, a draft, or itself waits for approval. */
function orderOf(input: InputObject, { context }: DocumentWorld): SandboxRecord {
  const nested = objectOf(input, 'order-header')
  const id = textOf(input, 'order-header-id') ?? (nested && textOf(nested, 'id'))
  if (id === undefined) throw refused("Order header can't be blank")
  const orders = collectionOf(context, 'purchase_orders')
  const order = orders.get(Number(id))
  if (!order) throw refused(missingMessage({ name: 'order_header' }, orders.shape, [{ names: ['id'], text: id }]))
  const status = String(order.get('status'))
  if (['draft', 'pending_approval'].includes(status))
    throw refused(`Order header cannot be changed while its status is ${status}`)
  return order
}

function refused(message: string): RequestProblem {
  return new RequestProblem(400, message, 'order_header_change')
}
