/** Decisions about single resources that the facts give in prose, or not at all. */
import type { OperationName, Origin } from '../../src/shapes/description.ts'

/** An endpoint, or operations on one, that only the permission map, a sample or the naming rule attests (F-484). */
export interface ExtraResource {
  readonly name: string
  readonly type: string
  readonly operations: readonly OperationName[]
  readonly origin: Origin
  /** Whether the source names these operations, and not only the list. */
  readonly namesOperations?: boolean
}

export const EXTRA_RESOURCES: readonly ExtraResource[] = [
  // The scope table has index and show under core.common.read and the rest under core.common.write.
  { name: 'tax_codes', type: 'TaxCode', operations: ['query', 'get', 'create', 'update'], origin: 'permission-map' },
  { name: 'roles', type: 'Role', operations: ['query', 'get', 'create', 'update'], origin: 'permission-map' },
  { name: 'diversity_categories', type: 'DiversityCategory', operations: ['query', 'get'], origin: 'permission-map' },
  { name: 'notifications', type: 'Notification', operations: ['query', 'get'], origin: 'permission-map' },
  { name: 'setup', type: 'SetupKey', operations: ['query', 'get'], origin: 'permission-map' },
  { name: 'periods', type: 'BudgetPeriod', operations: ['query', 'get', 'create'], origin: 'permission-map' },
  { name: 'contract_types', type: 'ContractType', operations: ['query'], origin: 'permission-map' },
  { name: 'inventory_codes', type: 'InventoryCode', operations: ['query', 'get'], origin: 'permission-map' },
  { name: 'expense_categories', type: 'ExpenseCategory', operations: ['query', 'get'], origin: 'permission-map' },
  { name: 'expense_attendees', type: 'ExpenseAttendee', operations: ['query', 'get'], origin: 'permission-map' },
  { name: 'expense_preapprovals', type: 'ExpensePreapproval', operations: ['query', 'get'], origin: 'permission-map' },
  {
    name: 'average_approval_times',
    type: 'AverageApprovalTime',
    operations: ['query', 'get'],
    origin: 'permission-map',
  },
  // The map has an update for the exported flag, and more, on resources that Swagger only reads.
  { name: 'charges', type: 'Charge', operations: ['update'], origin: 'permission-map' },
  { name: 'coupa_pay/invoices', type: 'CoupaPayInvoice', operations: ['update'], origin: 'permission-map' },
  { name: 'punchout_sites', type: 'PunchoutSite', operations: ['query', 'get'], origin: 'inferred' },
  { name: 'reason_insights', type: 'ReasonInsight', operations: ['query', 'get'], origin: 'article' },
  { name: 'purchase_order_revisions', type: 'PurchaseOrderRevision', operations: ['query', 'get'], origin: 'article' },
  { name: 'matching_allocations', type: 'MatchingAllocation', operations: ['query', 'get'], origin: 'article' },
  { name: 'legal_documents', type: 'LegalDocument', operations: ['query', 'get'], origin: 'article' },
  // An example changes an address there; the tables only delete one.
  {
    name: 'suppliers/:supplier_id/remit_to_addresses',
    type: 'RemitToAddress',
    operations: ['update'],
    origin: 'article',
    namesOperations: true,
  },
  { name: 'asn/lines', type: 'AsnLine', operations: ['query', 'get'], origin: 'article' },
  { name: 'delegations', type: 'Delegation', operations: ['query', 'get'], origin: 'article' },
  { name: 'expense_delegations', type: 'ExpenseDelegation', operations: ['query', 'get'], origin: 'article' },
]

/** Types behind endpoints for which no source lists a field: identity and times only. */
export const BARE_TYPES: readonly string[] = [
  'AverageApprovalTime',
  'FlexibleObjectInstance',
  'InventoryCode',
  'Notification',
  'PurchaseOrderLineReceiptRequest',
  'QuoteAwardApprovable',
  'QuoteRequestApprovable',
  'SetupKey',
]

/** Type of a resource where neither its operations nor its article say it, or where several types share the path. */
export const RESOURCE_TYPES: Readonly<Record<string, string>> = {
  'asn/lines': 'AsnLine',
  easy_form_responses: 'EasyFormResponse',
  inventory_adjustments: 'InventoryAdjustment',
  inventory_consumptions: 'InventoryConsumption',
  inventory_transfers: 'InventoryTransfer',
  receiving_transactions: 'ReceivingTransaction',
  return_to_supplier_transactions: 'ReturnToSupplierTransaction',
  'suppliers/:supplier_id/remit_to_addresses': 'RemitToAddress',
  'quote_requests/:quote_request_id/tasks': 'Task',
  'work_confirmation/headers': 'WorkConfirmationHeader',
  worker_assignments: 'WorkerAssignment',
  workers: 'Worker',
}

/** XML elements that do not follow from the path (F-122): array, item. */
export const XML_ROOTS: Readonly<Record<string, readonly [array: string, item: string]>> = {
  invoices: ['invoice-headers', 'invoice-header'],
  purchase_orders: ['order-headers', 'order-header'],
  purchase_order_lines: ['order-lines', 'order-line'],
  receivable_purchase_order_lines: ['order-lines', 'order-line'],
  purchase_order_changes: ['order-header-changes', 'order-header-change'],
  purchase_order_revisions: ['order-header-revisions', 'order-header-revision'],
  requisitions: ['requisition-headers', 'requisition-header'],
  receiving_transactions: ['inventory-transactions', 'inventory-transaction'],
  inventory_transactions: ['inventory-transactions', 'inventory-transaction'],
  inventory_adjustments: ['inventory-transactions', 'inventory-transaction'],
  inventory_consumptions: ['inventory-transactions', 'inventory-transaction'],
  inventory_transfers: ['inventory-transactions', 'inventory-transaction'],
  return_to_supplier_transactions: ['inventory-transactions', 'inventory-transaction'],
  inventory: ['inventory-balances', 'inventory-balance'],
  'suppliers/:supplier_id/addresses': ['remit-to-addresses', 'remit-to-address'],
  'suppliers/:supplier_id/remit_to_addresses': ['remit-to-addresses', 'remit-to-address'],
  'invoices/:invoice_id/remit_to_addresses': ['remit-to-addresses', 'remit-to-address'],
  pick_lists: ['fulfillment-reservations', 'fulfillment-reservation'],
  'asn/headers': ['asn-headers', 'asn-header'],
  'asn/lines': ['asn-lines', 'asn-line'],
  'contracts/templates': ['contract-templates', 'contract-template'],
  'coupa_pay/payments': ['coupa-pay-payments', 'coupa-pay-payment'],
  'payables/invoices': ['payables-invoices', 'payables-invoice'],
  'payables/external/payables': ['payables-external-payables', 'payables-external-payable'],
  'payables/order/reconciliation_lines': ['payables-order-reconciliation-lines', 'payables-order-reconciliation-line'],
  'custom_objects/:object_definition_id/object_instances': ['object-instances', 'object-instance'],
  supplier_information: ['supplier-information', 'supplier-information'],
  supplier_risk_aware_feed: ['supplier-risk-aware-feeds', 'supplier-risk-aware-feed'],
  'uoms/:uom_id/translations': ['object-translations', 'object-translation'],
  'warehouses/:warehouse_id/locations': ['warehouse-locations', 'warehouse-location'],
  expense_delegations: ['expense-delegations', 'expense-delegation'],
  'quote_requests/:quote_request_id/pending_quote_suppliers': ['quote-suppliers', 'quote-supplier'],
  // Inferred from the type, because the last segment of the path says too little.
  'flexible_objects/:flexible_object_code/instances': ['flexible-object-instances', 'flexible-object-instance'],
  supplier_invites: ['suppliers', 'supplier'],
  'work_confirmation/headers': ['work-confirmation-headers', 'work-confirmation-header'],
}

/** Names of models, as JSON errors have them, where the name of the type does not lead to them (inferred). */
export const MODELS: Readonly<Record<string, string>> = {
  purchase_order_revisions: 'order_header_revision',
  worker_assignments: 'worker_assignment',
  workers: 'worker',
}

/** Titles where the words of the path are not what people say. */
export const TITLES: Readonly<Record<string, string>> = {
  'asn/headers': 'Advance ship notices',
  'asn/lines': 'Advance ship notice lines',
  business_groups: 'Content groups',
  'coupa_pay/invoices': 'Coupa Pay invoices',
  'coupa_pay/payments': 'Coupa Pay payments',
  'coupa_pay/statements': 'Coupa Pay statements',
  inventory: 'Inventory balances',
  'custom_objects/:object_definition_id/object_instances': 'Custom object instances',
  order_header_confirmations: 'Order confirmations',
  order_pads: 'Order lists',
  pick_lists: 'Pick lists (fulfillment reservations)',
  'services_procurement/job_categories': 'Job categories',
  'services_procurement/job_levels': 'Job levels',
  'services_procurement/job_titles': 'Job titles',
  setup: 'Setup keys',
  uoms: 'Units of measure',
  'uoms/:uom_id/translations': 'Translations of a unit of measure',
}

/**
 * Operations that some source prints and that do not work, or are gone: the data file collection refuses POST and PUT
 * (F-460), and the old loaders were removed (F-417). Attachments and comments cannot be changed (F-345).
 */
export const GONE_OPERATIONS: readonly RegExp[] = [
  /^(POST|PUT) data_file_sources(\/\{id\})?$/,
  /^POST data_file_sources\/(load_files|load_from_coupa_file_service)$/,
  /^GET data_file_sources\/validate_api_key$/,
  /^(PUT|PATCH) .*\/attachments\/\{id\}$/,
  /^(PUT|PATCH) .*\/comments\/\{id\}$/,
  // Another root on the same host, with camelCase JSON and its own scopes (F-006); only its types are kept.
  /^\S+ qualitycollaboration\//,
]
