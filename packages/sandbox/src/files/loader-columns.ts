/** Columns of Coupa's loaders that are not called as their fields, by resource (F-463, F-464). */
const columns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  accounts: { 'chart-of-accounts': 'account-type-name' },
  commodities: { 'parent-commodity': 'parent-name' },
  exchange_rates: { 'from-currency': 'from-currency-code', 'to-currency': 'to-currency-code' },
  items: { commodity: 'commodity-name' },
  lookup_values: { lookup: 'lookup-name', 'chart-of-accounts': 'account-type-name', default: 'is-default' },
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
