/** The resources behind the values of `document-type` and `source-for` (F-451, F-461). */
const resources: Readonly<Record<string, string>> = {
  Account: 'accounts',
  AccountValidationRule: 'account_validation_rules',
  Address: 'addresses',
  'Asn::Header': 'asn/headers',
  BudgetLine: 'budget_lines',
  Charge: 'charges',
  Commodity: 'commodities',
  Contract: 'contracts',
  'CoupaPay::Payment': 'coupa_pay/payments',
  'CoupaPay::Statement': 'coupa_pay/statements',
  Department: 'departments',
  ExchangeRate: 'exchange_rates',
  ExpenseReport: 'expense_reports',
  ExternalOrderHeader: 'purchase_orders',
  InventoryRequestHeader: 'receipt_requests',
  InventoryTransaction: 'inventory_transactions',
  Invoice: 'invoices',
  InvoiceHeader: 'invoices',
  Item: 'items',
  LookupValue: 'lookup_values',
  OrderHeader: 'purchase_orders',
  Payment: 'coupa_pay/payments',
  PaymentTerm: 'payment_terms',
  'Payables::External::Payable': 'payables/external/payables',
  'Payables::Invoice': 'payables/invoices',
  ReceiptRequest: 'receipt_requests',
  Requisition: 'requisitions',
  RequisitionHeader: 'requisitions',
  Supplier: 'suppliers',
  SupplierInformation: 'supplier_information',
  TaxCode: 'tax_codes',
  User: 'users',
}

/** The resource whose records a type names; undefined where the sandbox has none. */
export function resourceOfDocument(type: string): string | undefined {
  return resources[type]
}
