import type { SourceField } from '../definition/definition-schema.ts'
import { account, code, customFields, item, named, person, supplier, times } from './shared-fields.ts'

const tax: readonly SourceField[] = ['id', 'type', 'code', 'description', 'rate', 'base', 'amount']
const allocation: readonly SourceField[] = ['id', 'amount', 'pct', { account }]

export const invoiceFields: readonly SourceField[] = [
  'id',
  'invoice-number',
  'invoice-date',
  'status',
  'document-type',
  'is-credit-note',
  'net-due-date',
  'gross-total',
  'total-with-taxes',
  'internal-note',
  'paid',
  ...times,
  { currency: code },
  { supplier },
  { 'remit-to-address': ['id', 'remit-to-code'] },
  { 'payment-term': code },
  { 'account-type': named },
  customFields,
  {
    'invoice-lines': [
      'id',
      'line-num',
      'type',
      'description',
      'quantity',
      'price',
      'total',
      'po-number',
      'order-line-id',
      { uom: code },
      { account },
      { commodity: named },
      { 'account-allocations': allocation },
      { 'tax-lines': tax },
    ],
  },
  { 'invoice-charges': ['id', 'line-num', 'type', 'description', 'total'] },
  { 'tax-lines': tax },
  { 'withholding-tax-lines': tax },
]

const orderLines: SourceField = {
  'order-lines': [
    'id',
    'line-num',
    'type',
    'description',
    'quantity',
    'price',
    'total',
    'need-by-date',
    'status',
    { uom: code },
    { account },
    { 'account-allocations': allocation },
    { commodity: named },
    { item },
  ],
}

export const orderFields: readonly SourceField[] = [
  'id',
  'po-number',
  'status',
  'version',
  'total',
  ...times,
  { currency: code },
  { supplier },
  { 'payment-term': code },
  { 'ship-to-address': ['id', 'name', 'location-code'] },
  customFields,
  orderLines,
]

export const orderRevisionFields: readonly SourceField[] = [
  'id',
  'purchase-order-id',
  'revision',
  'version',
  ...times,
  'revision-record',
  { 'ship-to-user': person },
  { 'updated-by': person },
  customFields,
  orderLines,
]

export const orderChangeFields: readonly SourceField[] = [
  'id',
  'order-header-id',
  'po-number',
  'status',
  'version',
  'total',
  'justification',
  'pending-cancel',
  ...times,
  { currency: code },
  { supplier },
  { 'payment-term': code },
  { 'ship-to-address': ['id', 'name', 'location-code'] },
  customFields,
]

export const confirmationFields: readonly SourceField[] = [
  'id',
  'status',
  'external-reference-number',
  'integration-message',
  ...times,
  { 'order-header': ['id', 'po-number', 'status'] },
  customFields,
  {
    'order-line-confirmations': [
      'id',
      'line-num',
      'status',
      'action',
      'description',
      'quantity',
      'price',
      'promised-date',
      { uom: code },
      { currency: code },
      { 'order-line': ['id', 'line-num'] },
    ],
  },
]

export const shipNoticeFields: readonly SourceField[] = [
  'id',
  'asn-number',
  'status',
  'ship-date',
  'delivery-date',
  ...times,
  { supplier },
  { 'ship-to-address': ['id', 'name', 'location-code'] },
  { 'ship-to-warehouse': named },
  customFields,
  {
    lines: [
      'id',
      'line-num',
      'status',
      'description',
      'quantity',
      'received-qty',
      'match-reference',
      'supplier-part-num',
      { uom: code },
      { item },
      { 'order-line': ['id', 'line-num'] },
    ],
  },
]

export const receiptFields: readonly SourceField[] = [
  'id',
  'type',
  'quantity',
  'price',
  'total',
  'status',
  'transaction-date',
  'original-transaction-id',
  ...times,
  { uom: code },
  { item },
  { account },
  { 'order-line': ['id', 'line-num'] },
]

export const expenseFields: readonly SourceField[] = [
  'id',
  'title',
  'status',
  'total',
  'submitted-at',
  ...times,
  { currency: code },
  { 'expensed-by': person },
  customFields,
  {
    'expense-lines': [
      'id',
      'line-number',
      'description',
      'expense-date',
      'merchant',
      'amount',
      'status',
      { account },
      { 'account-allocations': allocation },
      { 'expense-line-taxes': ['id', 'line-num', 'amount', { 'tax-code': code }] },
      { 'expense-category': named },
    ],
  },
]

export const requisitionFields: readonly SourceField[] = [
  'id',
  'status',
  'req-title',
  'submitted-at',
  'total',
  ...times,
  { currency: code },
  { 'requested-by': person },
  { department: named },
  customFields,
  {
    'requisition-lines': [
      'id',
      'line-num',
      'description',
      'quantity',
      'unit-price',
      'total',
      'need-by-date',
      { account },
      { supplier },
    ],
  },
]

export const contractFields: readonly SourceField[] = [
  'id',
  'number',
  'name',
  'status',
  'start-date',
  'end-date',
  ...times,
  { supplier },
  { currency: code },
]
