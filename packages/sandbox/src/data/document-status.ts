import { isChosen, mix, pick } from './random.ts'
import type { RecordKey } from './world.ts'

// biome-ignore format: lists read better packed
const invoiceStatuses = ['approved', 'approved', 'approved', 'pending_approval', 'draft', 'disputed', 'voided', 'on_hold', 'pending_receipt', 'new']
// biome-ignore format: lists read better packed
const orderStatuses = ['issued', 'issued', 'issued', 'closed', 'cancelled', 'draft', 'buyer_hold', 'supplier_hold', 'error']
// biome-ignore format: lists read better packed
const requisitionStatuses = ['ordered', 'ordered', 'approved', 'pending_approval', 'draft', 'cart', 'received', 'withdrawn', 'abandoned']
const reportStatuses = ['approved_for_payment', 'draft', 'pending_approval', 'pending_audit', 'rejected']

/** Status of a generated invoice; what else the invoice shows goes with it. */
export function invoiceStatus(key: RecordKey): string {
  return pick(mix(key.hash, 120), invoiceStatuses)
}

/** Status of a generated purchase order. */
export function orderStatus(key: RecordKey): string {
  const status = pick(mix(key.hash, 120), orderStatuses)
  // Some closed orders can be opened again (F-521).
  return status === 'closed' && isChosen(mix(key.hash, 121), 0.4) ? 'soft_closed' : status
}

/** Status of a generated requisition. */
export function requisitionStatus(key: RecordKey): string {
  return pick(mix(key.hash, 120), requisitionStatuses)
}

/** Status of a generated expense report. */
export function reportStatus(key: RecordKey): string {
  return pick(mix(key.hash, 120), reportStatuses)
}

/** Whether a document was exported: most of those in a status that integrations ask for (F-364), none of the others. */
export function isExported(key: RecordKey, status: string): boolean {
  return exportable.has(status) && isChosen(mix(key.hash, 77), 0.7)
}

// biome-ignore format: lists read better packed
const exportable = new Set(['approved', 'voided', 'issued', 'closed', 'cancelled', 'ordered', 'received', 'approved_for_payment'])
