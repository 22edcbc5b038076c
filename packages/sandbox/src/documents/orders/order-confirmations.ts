import { collectionOf } from '../../api/find-record.ts'
import { Reference } from '../../schema/value.ts'
import { bodyOf } from '../../write/request-input.ts'
import type { ActionSubject, DocumentKind } from '../actions/document-action.ts'

const roots = ['order-header-confirmation', 'order_header_confirmation']

/** Confirmations of orders (F-394; the statuses that the actions lead to are inferred). */
export const orderConfirmations: DocumentKind = {
  resource: 'order_header_confirmations',
  actions: [
    {
      path: ':id/accept_header',
      method: 'POST',
      from: ['pending_buyer_review'],
      to: 'accepted',
      after: tellOrder('confirmed'),
    },
    {
      path: ':id/reject_header',
      method: 'POST',
      from: ['pending_buyer_review'],
      to: 'rejected',
      refuse: ({ request }) => {
        const events = bodyOf(request, ...roots)['reason-insight-events']
        return events === undefined || events === null || events === ''
          ? "Reason insight events can't be blank"
          : undefined
      },
      after: tellOrder('pending_supplier_action'),
    },
    {
      path: ':id/submit',
      method: 'POST',
      from: ['draft', 'buyer_draft', 'supplier_draft'],
      to: 'pending_buyer_review',
    },
    {
      path: ':id/integration_approval_rejected',
      from: ['pending_integration', 'pending_buyer_review'],
      to: 'integration_failed',
      refuse: ({ request }) =>
        request.query.get('integration_version') ? undefined : "Integration version can't be blank",
      after: tellOrder('integration_failed'),
    },
  ],
}

function tellOrder(confirmationStatus: string): (subject: ActionSubject) => void {
  return ({ context, record }) => {
    const order = record.get('order-header')
    if (!(order instanceof Reference)) return
    const orders = collectionOf(context, 'purchase_orders')
    if (orders.get(order.id)) context.writer.set(orders, order.id, { 'confirmation-status': confirmationStatus })
  }
}
