import { CHILDREN_PER_OWNER } from '../schema/views.ts'
import { decimal, documentTotalCents, lineCount, linePriceCents, lineQuantity, lineTotalCents } from './money.ts'
import { isChosen, mix, pick } from './random.ts'
import type { RecordPlans } from './resource-plans.ts'
import { createdAtMs } from './times.ts'
import { goods } from './vocabulary.ts'
import { childKey, type Plan, type RecordKey } from './world.ts'

/** Keys of the records that a generated record holds in a field. */
export function childKeys(owner: RecordKey, field: string, count: number): readonly RecordKey[] {
  return Array.from({ length: count }, (_unused, index) =>
    childKey(owner, field, owner.id * CHILDREN_PER_OWNER + index + 1, index),
  )
}

/** How many records each of these fields holds; every other embedded array is empty. */
export const childCounts: Readonly<Record<string, (hash: number) => number>> = {
  'invoice-lines': lineCount,
  'order-lines': lineCount,
  'requisition-lines': lineCount,
  'expense-lines': lineCount,
  lines: lineCount,
  'order-pad-lines': lineCount,
  'tax-lines': (hash) => (isChosen(mix(hash, 104), 0.4) ? 1 : 0),
  'remit-to-addresses': (hash) => mix(hash, 105) % 3,
  'contract-terms': (hash) => mix(hash, 106) % 2,
  payments: (hash) => (isChosen(mix(hash, 107), 0.2) ? 1 : 0),
}

/** Embedded objects that most records have; the other ones are absent. */
export const usualChildren: ReadonlySet<string> = new Set([
  'primary-address',
  'primary-contact',
  'phone-work',
  'remit-to-address',
  'invoice-from-address',
])

const linesOf = (key: RecordKey, field: string): readonly RecordKey[] => childKeys(key, field, lineCount(key.hash))
const total =
  (field: string): Plan =>
  (key) =>
    decimal(documentTotalCents(linesOf(key, field)))
const exportedAt: Plan = (key, _hash, world) => (isExported(key) ? world.midnightMs(createdAtMs(key.index), 41) : null)
const isExported = (key: RecordKey): boolean => isChosen(mix(key.hash, 77), 0.4)
const exported: Plan = (key) => isExported(key)

const linePlans: RecordPlans = {
  'line-num': (key) => key.index + 1,
  description: (_key, hash) => pick(hash, goods),
  quantity: (key) => `${lineQuantity(key.hash)}.0`,
  price: (key) => decimal(linePriceCents(key.hash)),
  'unit-price': (key) => decimal(linePriceCents(key.hash)),
  total: (key) => decimal(lineTotalCents(key.hash)),
  'accounting-total': (key) => decimal(lineTotalCents(key.hash)),
}

/** Plans of the documents and of their lines; amounts of a document are the sums of its lines. */
export const documentPlans: Readonly<Record<string, RecordPlans>> = {
  invoices: {
    'invoice-number': (key) => `INV-${String(key.id).padStart(6, '0')}`,
    'invoice-date': (key, _hash, world) => world.midnightMs(createdAtMs(key.index), 0),
    'document-type': (_key, hash) => (isChosen(hash, 0.06) ? 'Credit Note' : 'Invoice'),
    status: (_key, hash) =>
      pick(hash, [
        'approved',
        'approved',
        'approved',
        'pending_approval',
        'draft',
        'disputed',
        'voided',
        'on_hold',
        'pending_receipt',
        'new',
      ]),
    'gross-total': total('invoice-lines'),
    'total-with-taxes': total('invoice-lines'),
    'supplier-total': total('invoice-lines'),
    'tax-amount': () => '0.00',
    'net-due-date': (key, _hash, world) => world.midnightMs(createdAtMs(key.index), 30),
    'payment-date': () => null,
    'handling-amount': () => '0.0000',
    'shipping-amount': () => '0.0000',
    'misc-amount': () => '0.0000',
    exported,
    'last-exported-at': exportedAt,
  },
  InvoiceLine: {
    ...linePlans,
    type: () => 'InvoiceQuantityLine',
    'line-type': () => 'InvoiceQuantityLine',
    status: () => 'created',
  },
  purchase_orders: {
    'po-number': (key) => String(key.id),
    status: (_key, hash) =>
      pick(hash, [
        'issued',
        'issued',
        'issued',
        'closed',
        'cancelled',
        'draft',
        'buyer_hold',
        'supplier_hold',
        'error',
      ]),
    'transmission-status': () => 'sent_via_email',
    'transmission-method-override': () => 'supplier_default',
    'payment-method': () => 'invoice',
    type: () => 'ExternalOrderHeader',
    version: () => 1,
    total: total('order-lines'),
    exported,
    'last-exported-at': exportedAt,
  },
  purchase_order_revisions: {
    'purchase-order-id': (_key, hash, world) => world.reference('purchase_orders', hash)?.id ?? null,
    revision: (_key, hash) => 1 + (hash % 3),
    status: () => 'issued',
  },
  PurchaseOrderLine: {
    ...linePlans,
    'line-num': (key) => String(key.index + 1),
    type: () => 'OrderQuantityLine',
    status: () => 'created',
    received: () => '0.0',
    invoiced: () => '0.0',
    'order-header-id': (key) => key.owner?.id ?? null,
    'order-header-number': (key) => (key.owner ? String(key.owner.id) : null),
    version: () => 1,
  },
  requisitions: {
    status: (_key, hash) =>
      pick(hash, [
        'ordered',
        'ordered',
        'approved',
        'pending_approval',
        'draft',
        'cart',
        'received',
        'withdrawn',
        'abandoned',
      ]),
    total: total('requisition-lines'),
    'line-count': (key) => lineCount(key.hash),
    justification: (_key, hash) => (isChosen(hash, 0.5) ? `Needed for ${pick(hash, goods)}` : null),
    'need-by-date': (key, _hash, world) => world.midnightMs(createdAtMs(key.index), 21),
    exported,
    'last-exported-at': exportedAt,
  },
  RequisitionLine: { ...linePlans, 'line-type': () => 'RequisitionQuantityLine', status: () => 'created' },
  expense_reports: {
    title: (key) => `Trip ${key.id}`,
    status: (_key, hash) =>
      pick(hash, ['approved_for_payment', 'draft', 'pending_approval', 'pending_audit', 'rejected']),
    total: total('expense-lines'),
    exported,
    'last-exported-at': exportedAt,
  },
  ExpenseLine: {
    ...linePlans,
    amount: (key) => decimal(lineTotalCents(key.hash)),
    'line-number': (key) => key.index + 1,
    'expense-report-id': (key) => key.owner?.id ?? null,
    merchant: (_key, hash) => pick(hash, ['Hotel Adler', 'City Cab', 'Rail One', 'Café Central']),
  },
  TaxLine: {
    amount: () => '0.00',
    base: (key) => (key.owner ? decimal(lineTotalCents(key.owner.hash)) : '0.00'),
    rate: () => '0.0',
    type: () => 'LineTaxLine',
    code: () => 'T00',
  },
}
