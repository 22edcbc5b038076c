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
  PurchaseOrderLine: [{ name: '_delete', type: 'boolean', isReadable: false, isWritable: true }],
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
