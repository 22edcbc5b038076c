import type { StoredFile } from '../attachments/stored-files.ts'
import { madeScan } from '../files/made-documents.ts'
import { CHILDREN_PER_OWNER } from '../schema/views.ts'
import { invoiceStatus, isExported, orderStatus, reportStatus, requisitionStatus } from './document-status.ts'
import { goodOf } from './goods.ts'
import { linePlansByType } from './line-plans.ts'
import { decimal, documentTotalCents, lineCount, lineTaxCents } from './money.ts'
import { homeOf, paymentDays } from './parties.ts'
import { isChosen, mix } from './random.ts'
import { childKey, type Plan, type RecordKey, type RecordPlans, rootOf, type World } from './world.ts'

/** Keys of the records that a generated record holds in a field. */
export function childKeys(owner: RecordKey, field: string, count: number): readonly RecordKey[] {
  return Array.from({ length: count }, (_unused, index) =>
    childKey(owner, field, owner.id * CHILDREN_PER_OWNER + index + 1, index),
  )
}

type ChildCount = (key: RecordKey, world: World) => number
const lines: ChildCount = (key) => lineCount(key.hash)

/** How many records each of these fields holds; every other embedded array is empty. */
export const childCounts: Readonly<Record<string, ChildCount>> = {
  'invoice-lines': lines,
  'order-lines': lines,
  'requisition-lines': lines,
  'expense-lines': lines,
  lines,
  'cycle-count-lines': lines,
  'order-pad-lines': lines,
  // One for each line of an invoice, where the supplier's country has a tax.
  'tax-lines': (key, world) =>
    key.owner && rootOf(key).resource === 'invoices' && homeOf(key, world).taxPercent > 0 ? 1 : 0,
  'remit-to-addresses': ({ hash }) => mix(hash, 105) % 3,
  'contract-terms': ({ hash }) => mix(hash, 106) % 2,
  payments: (key, world) => (key.resource === 'invoices' && isPaid(key, world) ? 1 : 0),
}

/** Embedded objects that most records have; the other ones are absent. */
export const usualChildren: ReadonlySet<string> = new Set([
  'primary-address',
  'primary-contact',
  'phone-work',
  'remit-to-address',
  'invoice-from-address',
])

/** The scan of a generated invoice, which some came with. */
const scanOf = (key: RecordKey): StoredFile | undefined =>
  isChosen(mix(key.hash, 123), 0.6) ? madeScan(key.id) : undefined

const linesOf = (key: RecordKey, field: string): readonly RecordKey[] => childKeys(key, field, lineCount(key.hash))
const total =
  (field: string): Plan =>
  (key) =>
    decimal(documentTotalCents(linesOf(key, field)))

function taxCents(key: RecordKey, world: World): number {
  const { taxPercent } = homeOf(key, world)
  return linesOf(key, 'invoice-lines').reduce((sum, line) => sum + lineTaxCents(line.hash, taxPercent), 0)
}

const grossTotal: Plan = (key, _hash, world) =>
  decimal(documentTotalCents(linesOf(key, 'invoice-lines')) + taxCents(key, world))

const dueMs = (key: RecordKey, world: World): number => world.midnightMs(key.createdMs, paymentDays(key, world))

/** Approved invoices are paid when they are due, most of them. */
function isPaid(key: RecordKey, world: World): boolean {
  const isDue = dueMs(key, world) < world.todayMs
  return isDue && invoiceStatus(key) === 'approved' && isChosen(mix(key.hash, 107), 0.9)
}

/** The flag and the time that goes with it. */
function exportPlans(status: (key: RecordKey) => string): RecordPlans {
  return {
    exported: (key) => isExported(key, status(key)),
    'last-exported-at': (key) => (isExported(key, status(key)) ? key.updatedMs : null),
  }
}

const unsubmitted = ['draft', 'cart', 'abandoned', 'new']
const submittedAt =
  (status: (key: RecordKey) => string): Plan =>
  (key) =>
    unsubmitted.includes(status(key)) ? null : key.createdMs

/** Plans of the documents and of their lines; amounts of a document are the sums of its lines. */
export const documentPlans: Readonly<Record<string, RecordPlans>> = {
  ...linePlansByType,
  invoices: {
    'invoice-number': (key) => `INV-${String(key.id).padStart(6, '0')}`,
    'invoice-date': (key, _hash, world) => world.midnightMs(key.createdMs, 0),
    'delivery-date': (key, _hash, world) => world.midnightMs(key.createdMs, -(key.hash % 10)),
    'document-type': (_key, hash) => (isChosen(hash, 0.06) ? 'Credit Note' : 'Invoice'),
    status: invoiceStatus,
    canceled: (key) => invoiceStatus(key) === 'voided',
    'line-count': (key) => lineCount(key.hash),
    'gross-total': grossTotal,
    'total-with-taxes': grossTotal,
    'supplier-total': grossTotal,
    'amount-due': (key, hash, world) => (isPaid(key, world) ? '0.00' : grossTotal(key, hash, world)),
    'tax-amount': (key, _hash, world) => decimal(taxCents(key, world)),
    'tax-rate': () => null,
    'net-due-date': (key, _hash, world) => dueMs(key, world),
    paid: (key, _hash, world) => isPaid(key, world),
    'payment-date': (key, _hash, world) => (isPaid(key, world) ? dueMs(key, world) : null),
    'handling-amount': () => '0.0000',
    'shipping-amount': () => '0.0000',
    'misc-amount': () => '0.0000',
    'discount-percent': () => '0.0',
    ...exportPlans(invoiceStatus),
    attachments: (key, _hash, world) => {
      // Each attachment of the pool belongs to one invoice.
      const isOwn = isChosen(mix(key.hash, 122), 0.5) && key.index < world.poolOf('attachments')
      const attachment = isOwn ? world.referenceAt('attachments', key.index) : null
      return attachment === null ? [] : [attachment]
    },
    'image-scan': (key) => scanOf(key)?.name ?? null,
    'image-scan-file-name': (key) => scanOf(key)?.name ?? null,
    'image-scan-content-type': (key) => scanOf(key)?.contentType ?? null,
    'image-scan-file-size': (key) => {
      const scan = scanOf(key)
      return scan === undefined ? null : String(scan.content.length)
    },
  },
  Payment: {
    'amount-paid': (key, hash, world) => (key.owner ? grossTotal(key.owner, hash, world) : null),
    'payment-date': (key, _hash, world) => dueMs(rootOf(key), world),
    notes: (key) => `TRF-${key.id}`,
  },
  purchase_orders: {
    'po-number': (key) => String(key.id),
    status: orderStatus,
    'transmission-status': (key) => (orderStatus(key) === 'draft' ? 'created' : 'sent_via_email'),
    'transmission-method-override': () => 'supplier_default',
    'change-type': () => null,
    'payment-method': () => 'invoice',
    type: () => 'ExternalOrderHeader',
    version: () => 1,
    total: total('order-lines'),
    ...exportPlans(orderStatus),
  },
  purchase_order_revisions: {
    'purchase-order-id': (_key, hash, world) => world.reference('purchase_orders', hash)?.id ?? null,
    revision: (_key, hash) => 1 + (hash % 3),
    status: () => 'issued',
    'revision-record': () => ({ status: { from: 'draft', to: 'issued' } }),
  },
  requisitions: {
    status: requisitionStatus,
    total: total('requisition-lines'),
    'mobile-total': total('requisition-lines'),
    'line-count': (key) => lineCount(key.hash),
    justification: (key, hash) => {
      const [first] = linesOf(key, 'requisition-lines')
      return first && isChosen(hash, 0.5) ? `${goodOf(first.hash).name} for the plant` : null
    },
    'need-by-date': (key, _hash, world) => world.midnightMs(key.createdMs, 21),
    'submitted-at': submittedAt(requisitionStatus),
    ...exportPlans(requisitionStatus),
  },
  expense_reports: {
    title: (key) => `Trip ${key.id}`,
    status: reportStatus,
    total: total('expense-lines'),
    'reimbursable-total-amount': total('expense-lines'),
    'submitted-at': submittedAt(reportStatus),
    ...exportPlans(reportStatus),
  },
}
