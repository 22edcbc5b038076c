import { exportedValues, marksTouch } from '../../api/mark-exported.ts'
import type { DocumentAction, DocumentKind } from '../actions/document-action.ts'

/** Marks as exported; the same flag that `?exported=true` sets (F-406). */
const exporting: DocumentAction = {
  path: ':id/export',
  change: ({ context }) => exportedValues(true, context),
  isTouching: ({ context }) => marksTouch(context),
}

const settled = ['paid_externally', 'paid', 'voided']

/** Payments of Coupa Pay (F-406). Their flag is also taken in a body, which the generic update sees to. */
export const payments: DocumentKind = { resource: 'coupa_pay/payments', actions: [exporting] }

/** Invoice payables (F-407; statuses are inferred). */
export const payablesInvoices: DocumentKind = {
  resource: 'payables/invoices',
  actions: [
    exporting,
    { path: ':id/pay_externally', refuse: refusedWhen(settled), to: 'paid_externally' },
    { path: ':id/track_externally', refuse: refusedWhen(settled), to: 'tracked_externally' },
    { path: ':id/track_in_coupa', refuse: refusedWhen(settled), to: 'tracked_in_coupa' },
  ],
}

/** Order payables (F-408; statuses are inferred). */
export const payablesOrders: DocumentKind = {
  resource: 'payables/orders',
  actions: [
    { path: ':id/pay_externally', refuse: refusedWhen(settled), to: 'paid_externally' },
    { path: ':id/ready_to_pay', refuse: refusedWhen([...settled, 'ready_to_pay']), to: 'ready_to_pay' },
  ],
}

/** Payable allocations (F-409; the status is inferred). */
export const payablesAllocations: DocumentKind = {
  resource: 'payables/allocations',
  actions: [exporting, { path: ':id/reverse', refuse: refusedWhen(['reversed']), to: 'reversed' }],
}

/** External payables (F-409; the status is inferred). */
export const externalPayables: DocumentKind = {
  resource: 'payables/external/payables',
  actions: [{ path: ':id/void', refuse: refusedWhen(['voided']), to: 'voided' }],
}

function refusedWhen(statuses: readonly string[]): NonNullable<DocumentAction['refuse']> {
  return ({ record }) => {
    const status = String(record.get('status'))
    return statuses.includes(status) ? `Status is already "${status}"` : undefined
  }
}
