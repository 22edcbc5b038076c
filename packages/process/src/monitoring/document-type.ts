/** By resource, what Coupa calls its records where it keeps errors and history records about them (F-451). */
const documentTypes: Readonly<Record<string, string>> = {
  account_validation_rules: 'AccountValidationRule',
  accounts: 'Account',
  addresses: 'Address',
  'asn/headers': 'Asn::Header',
  charges: 'Charge',
  contracts: 'Contract',
  'coupa_pay/payments': 'CoupaPay::Payment',
  'coupa_pay/statements': 'CoupaPay::Statement',
  exchange_rates: 'ExchangeRate',
  expense_reports: 'ExpenseReport',
  inventory_adjustments: 'InventoryTransaction',
  inventory_consumptions: 'InventoryTransaction',
  inventory_transactions: 'InventoryTransaction',
  inventory_transfers: 'InventoryTransaction',
  invoices: 'InvoiceHeader',
  items: 'Item',
  lookup_values: 'LookupValue',
  'payables/external/payables': 'Payables::External::Payable',
  'payables/invoices': 'Payables::Invoice',
  purchase_orders: 'OrderHeader',
  receipt_requests: 'ReceiptRequest',
  receiving_transactions: 'InventoryTransaction',
  requisitions: 'RequisitionHeader',
  return_to_supplier_transactions: 'InventoryTransaction',
  supplier_information: 'SupplierInformation',
  suppliers: 'Supplier',
  users: 'User',
}

/** The `document-type` of records of a resource; undefined where Coupa keeps no errors and history records about them. */
export function documentTypeOf(resource: string): string | undefined {
  return documentTypes[resource]
}
