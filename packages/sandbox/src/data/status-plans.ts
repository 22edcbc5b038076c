import { pick } from './random.ts'
import type { RecordPlans } from './world.ts'

/** Statuses of generated documents that have no other plan; those that an action may start from come up often. */
export const statusPlans: Readonly<Record<string, RecordPlans>> = {
  'asn/headers': among('pending_receipt', 'pending_receipt', 'draft', 'received', 'cancelled'),
  AsnLine: among('pending_receipt', 'pending_receipt', 'draft', 'received'),
  cycle_counts: among('created', 'in_progress', 'submitted'),
  EasyFormResponse: among('draft', 'pending_approval', 'approved', 'rejected'),
  integration_errors: among('Error'),
  integration_history_records: among('Success', 'Success', 'Success', 'Error'),
  order_header_confirmations: among(
    'pending_buyer_review',
    'pending_buyer_review',
    'buyer_draft',
    'accepted',
    'rejected',
  ),
  'payables/allocations': among('created', 'created', 'reversed'),
  'payables/external/payables': among('created', 'created', 'voided'),
  'payables/invoices': among('created', 'created', 'paid'),
  'payables/orders': among('created', 'created', 'paid'),
  'coupa_pay/statements': among('approved_for_payment', 'approved_for_payment', 'draft', 'pending_approval'),
  'coupa_pay/payments': among('draft', 'approved', 'payment_in_progress', 'completed_successfully'),
  projects: among('draft', 'planned', 'in_progress', 'complete', 'cancelled'),
  purchase_order_changes: among('draft', 'pending_approval', 'approved', 'rejected'),
  quote_requests: { state: (_key, hash) => pick(hash, ['draft', 'test', 'production', 'ended']) },
  quote_responses: { state: (_key, hash) => pick(hash, ['draft', 'submitted', 'submitted']) },
  receipt_requests: among('draft', 'pending_approval', 'approved', 'withdrawn'),
  return_requests: among('draft', 'draft', 'submitted'),
  worker_assignments: among('pending_confirmation', 'active', 'scheduled', 'closed', 'cancelled'),
}

function among(...statuses: readonly string[]): RecordPlans {
  return { status: (_key, hash) => pick(hash, statuses) }
}
