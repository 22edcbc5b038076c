/** A kind of document that waits for approvals, and the statuses it moves through. */
export interface Approvable {
  /** Value of `approvable-type` (F-382, F-451). */
  readonly type: string
  readonly resource: string
  readonly approved: string
  readonly rejected: string
  /** Field that keeps the reason of a rejection. */
  readonly reasonField?: string
}

/** Status of a document that waits for approvals, of whatever kind (F-520, F-522). */
export const PENDING_APPROVAL = 'pending_approval'

/**
 * All kinds. The types of requisitions, invoices, receipts and forms are documented (F-382), the others follow their
 * models (inferred). A requisition has no rejected status, so it becomes a draft again (inferred).
 */
export const approvables: readonly Approvable[] = [
  { type: 'InvoiceHeader', resource: 'invoices', approved: 'approved', rejected: 'rejected' },
  {
    type: 'RequisitionHeader',
    resource: 'requisitions',
    approved: 'approved',
    rejected: 'draft',
    reasonField: 'reject-reason-comment',
  },
  {
    type: 'ExpenseReport',
    resource: 'expense_reports',
    approved: 'approved_for_payment',
    rejected: 'rejected',
    reasonField: 'reject-reason',
  },
  { type: 'Contract', resource: 'contracts', approved: 'approved', rejected: 'rejected' },
  { type: 'OrderHeaderChange', resource: 'purchase_order_changes', approved: 'approved', rejected: 'rejected' },
  { type: 'InventoryRequestHeader', resource: 'receipt_requests', approved: 'approved', rejected: 'rejected' },
  { type: 'EasyFormResponse', resource: 'easy_form_responses', approved: 'approved', rejected: 'rejected' },
]

/** The kind with a type (`InvoiceHeader`) or of a resource (`invoices`). */
export function findApprovable(typeOrResource: string): Approvable | undefined {
  return approvables.find(({ type, resource }) => type === typeOrResource || resource === typeOrResource)
}
