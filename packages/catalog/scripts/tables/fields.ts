/** Fields and value lists that the facts give in prose and the field tables lack. */
import type { FieldDescription } from '../../src/shapes/description.ts'

type ExtraField = Partial<FieldDescription> & Pick<FieldDescription, 'name' | 'type'>

/** Fields to add to types. */
export const EXTRA_FIELDS: Readonly<Record<string, readonly ExtraField[]>> = {
  // Commands inside a PUT of the order (F-335).
  PurchaseOrder: [
    { name: '_cancel', type: 'boolean', isReadable: false, isWritable: true },
    { name: '_close', type: 'boolean', isReadable: false, isWritable: true },
  ],
  // Records that have the exported flag although the field tables do not list it (F-366).
  AsnHeader: exportedFields(),
  SupplierInformationSite: exportedFields(),
  User: exportedFields(),
  // Can be asked for, and is in no answer (F-373).
  CoupaPayStatement: [{ name: 'status', type: 'string', isReadable: false }],
  PurchaseOrderLine: [{ name: '_delete', type: 'boolean', isReadable: false, isWritable: true }],
  // Fields of the examples of requests and answers, which the field tables do not list (F-485).
  FulfillmentReservation: [{ name: 'qty-pick-amt', type: 'decimal', isWritable: true }],
  PurchaseOrderChange: [
    { name: 'approver', type: 'object', references: ['User'], isReadable: false, isWritable: true },
  ],
  QuoteRequest: [{ name: 'source-id', type: 'integer', isWritable: true }],
  QuoteRequestCurrency: [
    { name: 'id', type: 'integer' },
    { name: 'from-currency', type: 'object', references: ['Currency'], isWritable: true },
    { name: 'rate', type: 'decimal', isWritable: true },
  ],
  QuoteTaskAttributes: [{ name: 'phase', type: 'string', isWritable: true }],
  FormResponse: [{ name: 'prompt-response', type: 'array', isWritable: true }],
  // A revision names its order, its id is its own (F-201), and its record tells what changed.
  PurchaseOrderRevision: [
    { name: 'id', type: 'integer' },
    { name: 'created-at', type: 'datetime' },
    { name: 'updated-at', type: 'datetime' },
    { name: 'purchase-order-id', type: 'integer' },
    { name: 'revision', type: 'integer' },
    { name: 'version', type: 'integer' },
    { name: 'revision-record', type: 'object' },
    { name: 'order-lines', type: 'array', references: ['PurchaseOrderLine'] },
    { name: 'comments', type: 'array', references: ['Comment'] },
    { name: 'ship-to-user', type: 'object', references: ['User'] },
    { name: 'updated-by', type: 'object', references: ['User'] },
  ],
  // Inferred from the phone numbers of a worker, and from the account that a company pays from.
  WorkerEmail: [
    ...identity(),
    { name: 'email', type: 'string', isWritable: true, origin: 'inferred' },
    { name: 'email-type', type: 'string', isWritable: true, origin: 'inferred' },
  ],
  CoupaPaySupplierPaymentAccountSerializer: [
    ...identity(),
    { name: 'account-kind', type: 'string', origin: 'inferred' },
    { name: 'account-name', type: 'string', origin: 'inferred' },
    { name: 'coupa-pay-id', type: 'integer', origin: 'inferred' },
    { name: 'document-types', type: 'string', origin: 'inferred' },
    { name: 'payment-option', type: 'string', origin: 'inferred' },
    { name: 'source-name', type: 'string', origin: 'inferred' },
    { name: 'source-reference', type: 'string', origin: 'inferred' },
    { name: 'status', type: 'string', origin: 'inferred' },
    { name: 'supported-transfer-types', type: 'string', origin: 'inferred' },
    { name: 'currency', type: 'object', references: ['Currency'], origin: 'inferred' },
  ],
}

function identity(): readonly ExtraField[] {
  return [
    { name: 'id', type: 'integer', origin: 'inferred' },
    { name: 'created-at', type: 'datetime', origin: 'inferred' },
    { name: 'updated-at', type: 'datetime', origin: 'inferred' },
  ]
}

function exportedFields(): readonly ExtraField[] {
  return [
    { name: 'exported', type: 'boolean', origin: 'swagger' },
    { name: 'last-exported-at', type: 'datetime', origin: 'swagger' },
  ]
}

/** Types inside documents that carry custom fields of their own, beside the types behind resources (F-140). */
export const EMBEDDED_TYPES_WITH_CUSTOM_FIELDS: readonly string[] = ['InvoiceLine', 'RequisitionLine']

/** Types behind resources whose records people cannot give fields of their own. */
export const WITHOUT_CUSTOM_FIELDS: readonly string[] = ['Attachment', 'Comment', 'Country', 'Currency']

/** Types of associations for which the sources name none, or one that nobody describes (inferred from the names). */
export const REFERENCES: Readonly<Record<string, string>> = {
  'EasyForm.taggings': 'Tagging',
  'Invoice.invoice-payment-receipts': 'LegalPaymentReceipt',
  'RequisitionLine.alternates': 'Alternate',
  'Supplier.supplier-sites': 'SupplierSite',
}

/** Fields that can be written although the articles' tables mark them as output only. */
export const WRITABLE_FIELDS: readonly string[] = [
  // Swagger does not mark it read-only, and Coupa's message about a wrong status on update is known (F-263).
  'Supplier.status',
  // Swagger does not mark it read-only; the article has `requester` for input (F-326).
  'Requisition.requested-by',
  // The examples of requests write them (F-485).
  'BudgetLine.amount',
  'Item.reorder-alerts',
  'Requisition.attachments',
  'RequisitionLine.attachments',
  'RequisitionAmountLine.attachments',
  'InventoryTransaction.attachments',
  'ReceivingTransaction.attachments',
]

/** Values of fields (F-451, F-461, F-502, F-526) where the field tables name none. */
export const ALLOWED_VALUES: Readonly<Record<string, readonly string[]>> = {
  'Supplier.status': ['active', 'inactive', 'draft', 'onboarding'],
  'IntegrationRun.status': ['pending', 'running', 'paused', 'successful', 'failed', 'errored'],
  'IntegrationHistoryRecord.contact-alert-type': ['Technical', 'Functional', 'Both'],
  'IntegrationError.contact-alert-type': ['Technical', 'Functional', 'Both'],
  'DataFileSource.status': [
    'Done',
    'Failed',
    'Retrying',
    'Loading',
    'Submitted to Resque',
    'Pending',
    'Uploading',
    'Paused',
    'Stopped',
  ],
  'Attachment.type': ['file', 'text', 'url'],
  'Attachment.intent': ['Internal', 'Supplier'],
  'ReceivingTransaction.type': [
    'InventoryReceipt',
    'ReceivingQuantityConsumption',
    'ReceivingQuantityDisposal',
    'ReceivingQuantityReturnToSupplier',
    'ReceivingAmountConsumption',
    'ReceivingAmountDisposal',
    'ReceivingAmountReturnToSupplier',
    'VoidInventoryReceipt',
    'VoidReceivingQuantityConsumption',
    'VoidReceivingQuantityDisposal',
    'VoidReceivingQuantityReturnToSupplier',
    'VoidReceivingAmountConsumption',
    'VoidReceivingAmountDisposal',
    'VoidReceivingAmountReturnToSupplier',
  ],
}
