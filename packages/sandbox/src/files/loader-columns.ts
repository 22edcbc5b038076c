/** Columns of Coupa's loaders that are not called as their fields, by resource (F-463, F-464). */
const columns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  accounts: { 'chart-of-accounts': 'account-type-name' },
  budget_lines: {
    period: 'period-name',
    owner: 'owner-login',
    'budget-hard-stop': 'error-on-overrun',
    'budget-overrun-calculation': 'overrun-calculation',
  },
  commodities: { 'parent-commodity': 'parent-name' },
  exchange_rates: { 'from-currency': 'from-currency-code', 'to-currency': 'to-currency-code' },
  invoices: {
    'chart-of-accounts': 'account-type-name',
    'payment-terms': 'payment-term-code',
    'shipping-terms': 'shipping-term-code',
    currency: 'currency-code',
    'invoice-type': 'document-type',
  },
  'invoice-lines': {
    'line-number': 'line-num',
    'unit-of-measure': 'uom-code',
    'po-line-number': 'order-line-num',
    'line-tax-code': 'tax-code-code',
    'commodity-name': 'commodity-name',
  },
  items: { commodity: 'commodity-name' },
  lookup_values: {
    lookup: 'lookup-name',
    'chart-of-accounts': 'account-type-name',
    default: 'is-default',
    'parent-external-ref-code': 'parent-external-ref-num',
  },
  suppliers: {
    'supplier-number': 'number',
    'payment-terms': 'payment-term-code',
    'shipping-terms': 'shipping-term-code',
    commodity: 'commodity-name',
    'parent-company': 'parent-name',
  },
  users: {
    'first-name': 'firstname',
    'last-name': 'lastname',
    department: 'department-name',
    'approver-login': 'manager-login',
    'default-currency': 'default-currency-code',
  },
}

/** The name that the sandbox knows a column of a loader by. */
export function loaderColumn(resource: string, column: string): string {
  return columns[resource]?.[column] ?? column
}
