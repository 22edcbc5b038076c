import type { FieldType } from '@coupa-connector/catalog'

/** A custom field as an administrator of the organization would have set it up (F-140). */
export interface CustomField {
  /** API name with hyphens. */
  readonly name: string
  readonly type: FieldType
  /** Resource whose records it takes, for lookups and users. */
  readonly target?: string
  /** False: the API shows it but does not take it (F-143). */
  readonly isEditable: boolean
}

const documentFields: readonly CustomField[] = [
  { name: 'erp-number', type: 'string', isEditable: true },
  { name: 'risk-score', type: 'decimal', isEditable: true },
  { name: 'review-date', type: 'datetime', isEditable: true },
  { name: 'is-strategic', type: 'boolean', isEditable: true },
  { name: 'sales-region', type: 'object', target: 'lookup_values', isEditable: true },
  { name: 'category-owner', type: 'object', target: 'users', isEditable: true },
  { name: 'legacy-code', type: 'string', isEditable: false },
]

const userFields: readonly CustomField[] = [
  { name: 'cost-pool', type: 'string', isEditable: true },
  { name: 'badge-number', type: 'string', isEditable: false },
]

/** Fields of lines, set by people only, so that generated lines have none. */
const lineFields: readonly CustomField[] = [
  { name: 'gl-note', type: 'string', isEditable: true },
  { name: 'locked-code', type: 'string', isEditable: false },
]

const fieldsByResource: Readonly<Record<string, readonly CustomField[]>> = {
  invoices: documentFields,
  purchase_orders: documentFields,
  requisitions: documentFields,
  suppliers: documentFields,
  contracts: documentFields,
  expense_reports: documentFields,
  items: documentFields,
  departments: userFields.slice(0, 1),
  users: userFields,
  InvoiceLine: lineFields,
  PurchaseOrderLine: lineFields,
  RequisitionLine: lineFields,
}

/** Custom fields of a resource, or of a type of lines; none for most. */
export function customFieldsOf(resource: string): readonly CustomField[] {
  return fieldsByResource[resource] ?? []
}
