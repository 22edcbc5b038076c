import type { Values } from '../schema/value.ts'
import type { ActionSubject, DocumentAction, DocumentKind } from './document-action.ts'

/** Marks as exported; the same flag that `?exported=true` sets (api-facts §9.9, §12, D). */
const exporting: DocumentAction = { path: ':id/export', change: exportedNow }

const settled = ['paid_externally', 'paid', 'voided']

/** Payments of Coupa Pay (api-facts §9.9 [0161], D). Their flag is also taken in a body, which the generic update sees to. */
export const payments: DocumentKind = { resource: 'coupa_pay/payments', actions: [exporting] }

/** Invoice payables (api-facts §9.9 [0224], D; statuses are inferred). */
export const payablesInvoices: DocumentKind = {
  resource: 'payables/invoices',
  actions: [
    exporting,
    { path: ':id/pay_externally', refuse: refusedWhen(settled), to: 'paid_externally' },
    { path: ':id/track_externally', refuse: refusedWhen(settled), to: 'tracked_externally' },
    { path: ':id/track_in_coupa', refuse: refusedWhen(settled), to: 'tracked_in_coupa' },
  ],
}

/** Order payables (api-facts §9.9 [0225], D; statuses are inferred). */
export const payablesOrders: DocumentKind = {
  resource: 'payables/orders',
  actions: [
    { path: ':id/pay_externally', refuse: refusedWhen(settled), to: 'paid_externally' },
    { path: ':id/ready_to_pay', refuse: refusedWhen([...settled, 'ready_to_pay']), to: 'ready_to_pay' },
  ],
}

/** Payable allocations (api-facts §9.9 [0222], D; the status is inferred). */
export const payablesAllocations: DocumentKind = {
  resource: 'payables/allocations',
  actions: [exporting, { path: ':id/reverse', refuse: refusedWhen(['reversed']), to: 'reversed' }],
}

/** External payables (api-facts §9.9 [0223], D; the status is inferred). */
export const externalPayables: DocumentKind = {
  resource: 'payables/external/payables',
  actions: [{ path: ':id/void', refuse: refusedWhen(['voided']), to: 'voided' }],
}

function exportedNow({ context }: ActionSubject): Values {
  return { exported: true, 'last-exported-at': Math.floor(context.now() / 1000) * 1000 }
}

function refusedWhen(statuses: readonly string[]): NonNullable<DocumentAction['refuse']> {
  return ({ record }) => {
    const status = String(record.get('status'))
    return statuses.includes(status) ? `Status is already "${status}"` : undefined
  }
}
